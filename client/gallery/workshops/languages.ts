/** Workshops in other languages and scripts. */

import { amount, chose, dontKnow, notDecided, onDay, said, workshop } from './writing.ts';

export const JAPANESE = workshop({
  id: 'garden-ja',
  title: '屋上の菜園',
  agreement: '四月から屋上に菜園をつくり、水やりは当番で行い、収穫はみんなで分ける。',
  people: [
    ['haruka', '遥', '総務'],
    ['kenji', '健二', '開発'],
    ['naomi', '直美', '営業'],
    ['wataru', '渉'],
  ],
  nods: [5, 5, 4, 5],
  sure: [90, 80, 80, 90],
  questions: [
    {
      id: 'share',
      label: '「みんなで分ける」の意味',
      type: 'text',
      prompt: '収穫した野菜は、だれがどのように受け取りますか。',
      config: { term: 'みんなで分ける' },
      answers: [
        said('当番に出た人で等分する。出られなかった月の分は次の月にまわす。'),
        said('社員食堂で使う。持ち帰りはしない。'),
        said('ほしい人が早い者勝ちで持ち帰ってよい'),
        said('毎週金曜日に全員へ配る'),
      ],
    },
    {
      id: 'start',
      label: '始める日',
      type: 'date',
      prompt: '土を運び入れるのはいつですか。',
      config: { toleranceDays: 0, direction: 'on' },
      answers: [
        onDay('2027-04-01', '４月１日'),
        onDay('2027-04-12', '四月の第二月曜'),
        onDay('2027-04-01', '4/1'),
        notDecided('天気しだい'),
      ],
    },
    {
      id: 'turn',
      label: '当番の人数',
      type: 'number',
      prompt: '一日に何人で水をやりますか。',
      config: { unit: '人', tolerance: { abs: 0 }, direction: 'about' },
      answers: [amount(2, '人', '２人'), amount(1, '人', '一人'), amount(2, '人', '二人ずつ'), dontKnow()],
    },
    {
      id: 'holiday',
      label: '休日の水やり',
      type: 'single',
      prompt: '休日はどうしますか。',
      config: { options: ['自動でやる', '近くに住む人がやる', 'やらない'] },
      answers: [chose('自動でやる'), chose('近くに住む人がやる'), chose('自動でやる'), chose('やらない')],
    },
  ],
});

export const SPANISH = workshop({
  id: 'fiesta-es',
  title: 'La fiesta del barrio',
  agreement:
    'Este año la fiesta del barrio vuelve a la plaza, la organizan los vecinos y no cuesta más que el año pasado.',
  people: [
    ['pilar', 'Pilar', 'asociación'],
    ['andres', 'Andrés', 'comercios'],
    ['lucia', 'Lucía', 'escuela'],
    ['martin', 'Martín', 'ayuntamiento'],
    ['ainhoa', 'Ainhoa'],
  ],
  nods: [5, 4, 5, 5, 3],
  sure: [80, 90, 70, 90, 60],
  questions: [
    {
      id: 'organizan',
      label: 'Qué significa «la organizan los vecinos»',
      type: 'text',
      prompt: '¿Qué hace cada vecino, y qué sigue haciendo el ayuntamiento?',
      config: { term: 'la organizan los vecinos' },
      answers: [
        said('Montamos, cocinamos y limpiamos nosotros; el ayuntamiento solo corta la calle.'),
        said('Los comercios ponen la comida y cada uno atiende su puesto'),
        said('Hay una comisión de tres personas que decide, y los demás ayudan el mismo día'),
        said('Los vecinos proponen el programa y nosotros lo contratamos'),
        said('Todavía no lo hemos hablado'),
      ],
    },
    {
      id: 'fecha',
      label: 'Fecha',
      type: 'date',
      prompt: '¿Qué día es la fiesta?',
      config: { toleranceDays: 0, direction: 'on' },
      answers: [
        onDay('2027-06-19', '19 de junio'),
        onDay('2027-06-26', 'el último sábado de junio'),
        onDay('2027-06-19', '19/6'),
        onDay('2027-06-19', 'sábado 19'),
        notDecided(),
      ],
    },
    {
      id: 'presupuesto',
      label: 'Lo más que puede costar',
      type: 'number',
      prompt: '¿Cuánto puede costar en total?',
      config: { unit: '€', tolerance: { abs: 0 }, direction: 'at_most' },
      answers: [
        amount(2400, '€', '2.400 €'),
        amount(2400, '€', '2400 euros'),
        amount(3000, '€', '3.000 €, con la música'),
        amount(2400, '€', '2 400 €'),
        dontKnow(),
      ],
    },
    {
      id: 'quien',
      label: 'Quién responde',
      type: 'persons',
      prompt: '¿A quién se llama si algo no sale?',
      config: {},
      answers: [
        chose(['pilar'], 'Pilar'),
        chose(['pilar', 'martin'], 'Pilar y Martín'),
        chose(['lucia'], 'Lucía'),
        chose(['pilar'], 'Pilar'),
        chose(['ext:la comisión'], 'la comisión'),
      ],
    },
  ],
});

export const ARABIC = workshop({
  id: 'clinic-ar',
  title: 'عيادة المساء',
  agreement: 'ابتداءً من الربيع تبقى العيادة مفتوحة مساء كل ثلاثاء، ويُحجز الموعد بالهاتف فقط.',
  people: [
    ['salma', 'سلمى', 'الاستقبال'],
    ['yusuf', 'يوسف', 'التمريض'],
    ['huda', 'هدى', 'الأطباء'],
    ['omar', 'عمر'],
  ],
  nods: [5, 5, 4, 5],
  sure: [90, 80, 70, 90],
  questions: [
    {
      id: 'phone',
      label: 'معنى «بالهاتف فقط»',
      type: 'text',
      prompt: 'ماذا يحدث عندما يأتي أحد من دون موعد؟',
      config: { term: 'بالهاتف فقط' },
      answers: [
        said('يُطلب منه أن يتصل في اليوم التالي، إلا في الحالات الطارئة.'),
        said('ينتظر حتى آخر المواعيد، ثم يُستقبل إن بقي وقت'),
        said('لا يُستقبل أحد بلا موعد'),
        said('يكتب له موظف الاستقبال Termin في الدفتر'),
      ],
    },
    {
      id: 'from',
      label: 'أول مساء',
      type: 'date',
      prompt: 'متى يكون أول مساء؟',
      config: { toleranceDays: 0, direction: 'on' },
      answers: [
        onDay('2027-03-23', '٢٣ آذار'),
        onDay('2027-04-06', 'أول ثلاثاء من نيسان'),
        onDay('2027-03-23', '23/3'),
        notDecided('بعد التوظيف'),
      ],
    },
    {
      id: 'hours',
      label: 'عدد الساعات',
      type: 'number',
      prompt: 'كم ساعة تبقى مفتوحة؟',
      config: { unit: 'ساعات', tolerance: { abs: 0 }, direction: 'about' },
      answers: [amount(3, 'ساعات', '٣ ساعات'), amount(4, 'ساعات', 'أربع ساعات'), amount(3, 'ساعات', '3'), dontKnow()],
    },
    {
      id: 'who',
      label: 'من يردّ على الهاتف',
      type: 'persons',
      prompt: 'من يردّ على الهاتف في المساء؟',
      config: {},
      answers: [
        chose(['salma'], 'سلمى'),
        chose(['yusuf'], 'يوسف'),
        chose(['salma', 'omar'], 'سلمى وعمر'),
        chose(['salma'], 'سلمى'),
      ],
    },
  ],
});

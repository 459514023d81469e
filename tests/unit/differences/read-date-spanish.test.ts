/** What is read from dates typed in Spanish, on Wednesday 11 June 2025. */

import { describe, expect, it } from 'vitest';
import { readDate } from '../../../shared/differences/dates/read-date.ts';
import { saidDate } from './said.ts';

const read = (text: string) => readDate(text, { today: '2025-06-11', locale: 'es' });

describe('dates typed in Spanish', () => {
  it.each([
    ['1 de marzo', '2026-03-01'],
    ['15 de abril', '2026-04-15'],
    ['15 de abril de 2026', '2026-04-15'],
    ['15 de abril del 2026', '2026-04-15'],
    ['1 marzo', '2026-03-01'],
    ['1º de marzo', '2026-03-01'],
    ['primero de marzo', '2026-03-01'],
    ['el primero de mayo', '2026-05-01'],
    ['sábado, 5 de julio', '2025-07-05'],
    ['el 29', '2025-06-29'],
    ['el día 29', '2025-06-29'],
    ['día 29', '2025-06-29'],
    ['a finales de marzo', '2026-03-21..2026-03-31 third'],
    ['finales de marzo', '2026-03-21..2026-03-31 third'],
    ['a finales de marzo, el 29', '2026-03-29'],
    ['a fines de julio', '2025-07-21..2025-07-31 third'],
    ['a mediados de abril', '2026-04-11..2026-04-20 third'],
    ['mediados de abril', '2026-04-11..2026-04-20 third'],
    ['a principios de mayo', '2026-05-01..2026-05-10 third'],
    ['principios de mayo', '2026-05-01..2026-05-10 third'],
    ['fin de marzo', '2026-03-31'],
    ['a final de julio', '2025-07-31'],
    ['primera quincena de julio', '2025-07-01..2025-07-15 span'],
    ['segunda quincena de julio', '2025-07-16..2025-07-31 span'],
    ['primer semestre', '2025-01-01..2025-06-30 half'],
    ['segundo semestre de 2025', '2025-07-01..2025-12-31 half'],
    ['primer trimestre', '2026-01-01..2026-03-31 quarter'],
    ['tercer trimestre de 2025', '2025-07-01..2025-09-30 quarter'],
    ['fin de trimestre', '2025-04-01..2025-06-30 quarter'],
    ['a final del tercer trimestre', '2025-07-01..2025-09-30 quarter'],
    ['T3 2025', '2025-07-01..2025-09-30 quarter'],
    ['3T 2025', '2025-07-01..2025-09-30 quarter'],
    ['próximo trimestre', '2025-07-01..2025-09-30 quarter'],
    ['dentro de dos semanas', '2025-06-25'],
    ['en dos semanas', '2025-06-25'],
    ['en 10 días', '2025-06-21'],
    ['de aquí a un mes', '2025-07-11'],
    ['en menos de un mes', '2025-06-11..2025-07-11 span'],
    ['hace dos semanas', '2025-05-28'],
    ['mañana', '2025-06-12'],
    ['pasado mañana', '2025-06-13'],
    ['mañana por la mañana', '2025-06-12'],
    ['hoy', '2025-06-11'],
    ['ayer', '2025-06-10'],
    ['anteayer', '2025-06-09'],
    ['la semana que viene', '2025-06-16..2025-06-22 week'],
    ['la próxima semana', '2025-06-16..2025-06-22 week'],
    ['esta semana', '2025-06-09..2025-06-15 week'],
    ['semana 28', '2025-07-07..2025-07-13 week'],
    ['viernes de la semana que viene', '2025-06-20'],
    ['el viernes de la próxima semana', '2025-06-20'],
    ['este viernes', '2025-06-13'],
    ['el viernes pasado', '2025-06-06'],
    ['el viernes 13', '2025-06-13'],
    ['viernes 13 de junio', '2025-06-13'],
    ['primer sábado de marzo', '2026-03-07'],
    ['el primer sábado de marzo', '2026-03-07'],
    ['último sábado de marzo', '2026-03-28'],
    ['último viernes de este mes', '2025-06-27'],
    ['el último día de julio', '2025-07-31'],
    ['fin de mes', '2025-06-30'],
    ['a fin de mes', '2025-06-30'],
    ['final de mes', '2025-06-30'],
    ['fin de mes que viene', '2025-07-31'],
    ['el mes que viene', '2025-07-01..2025-07-31 month'],
    ['este mes', '2025-06-01..2025-06-30 month'],
    ['este fin de semana', '2025-06-14..2025-06-15 weekend'],
    ['fin de año', '2025-12-31'],
    ['a finales de año', '2025-12-31'],
    ['final de 2025', '2025-12-31'],
    ['este año', '2025-01-01..2025-12-31 year'],
    ['el año que viene', '2026-01-01..2026-12-31 year'],
    ['en marzo', '2026-03-01..2026-03-31 month'],
    ['en mayo', '2026-05-01..2026-05-31 month'],
    ['del 1 al 15 de julio', '2025-07-01..2025-07-15 span'],
    ['1 a 3 de julio', '2025-07-01..2025-07-03 span'],
    ['entre el 1 y el 15 de julio', '2025-07-01..2025-07-15 span'],
    ['del 1 de julio al 15 de julio', '2025-07-01..2025-07-15 span'],
    ['antes de julio', '2025-06-30'],
    ['hasta el 1 de julio', '2025-07-01'],
    ['a partir del 1 de julio', '2025-07-01'],
    ['para el 1 de julio', '2025-07-01'],
    ['no más tarde del 1 de julio', '2025-07-01'],
    ['el 1 de julio como muy tarde', '2025-07-01'],
    ['3/4', '2026-04-03'],
    ['15/4', '2026-04-15'],
    ['3/4/2025', '2025-04-03'],
    ['31.12.2025', '2025-12-31'],
  ])('M1 %s is %s', (text, said) => {
    const found = read(text);
    expect(found.kind === 'period' ? saidDate(found.value) : found.kind).toBe(said);
  });

  it.each([
    ['el sábado 1 de marzo', ['2026-03-01', '2026-02-28']],
    ['comienzo de julio', ['2025-07-01..2025-07-10 third', '2025-07-01']],
    ['en quince días', ['2025-06-25', '2025-06-26']],
    ['el viernes por la mañana', ['2025-06-13', '2025-06-20']],
    ['el viernes', ['2025-06-13', '2025-06-20']],
    ['el próximo viernes', ['2025-06-13', '2025-06-20']],
    ['el viernes que viene', ['2025-06-13', '2025-06-20']],
    ['fin de semana', ['2025-06-14..2025-06-15 weekend', '2025-06-21..2025-06-22 weekend']],
    ['el próximo fin de semana', ['2025-06-14..2025-06-15 weekend', '2025-06-21..2025-06-22 weekend']],
    ['a final de la semana', ['2025-06-13', '2025-06-15']],
    ['marzo', ['2026-03-01..2026-03-31 month', '2026-03-01']],
    ['para marzo', ['2026-03-01..2026-03-31 month', '2026-03-01']],
    ['marzo de 2026', ['2026-03-01..2026-03-31 month', '2026-03-01']],
    ['mayo', ['2026-05-01..2026-05-31 month', '2026-05-01']],
    ['marzo o abril', ['2026-03-01..2026-03-31 month', '2026-03-01', '2026-04-01..2026-04-30 month', '2026-04-01']],
    ['1 o 2 de julio', ['2025-07-01', '2025-07-02']],
    ['antes del 1 de julio', ['2025-06-30', '2025-07-01']],
  ])('M1 %s can be read in more than one way', (text, said) => {
    const found = read(text);
    expect(found.kind === 'ambiguous' ? found.readings.map(saidDate) : found).toEqual(said);
  });

  it.each([
    'dentro de dos semanas de la firma',
    'por la mañana',
    'todos los viernes',
    'cada viernes',
    'de marzo a mayo',
    'después del 1 de julio',
    'no antes del 1 de julio',
    'el 1 de julio en adelante',
    'no sé',
    'semana santa',
    '31 de febrero',
    'la semana del 1 de julio',
  ])('M1 no date is made of %j', (text) => {
    expect(read(text)).toEqual({ kind: 'none' });
  });

  it.each(['cuando paguen el préstamo', 'hasta que llegue el dinero', 'una vez firmado', 'después del verano'])(
    'M1 %j waits for something and names no day',
    (text) => {
      expect(read(text)).toEqual({ kind: 'condition' });
    },
  );
});

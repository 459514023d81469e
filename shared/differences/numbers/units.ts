/**
 * Units as people spell them. What was typed takes the name that the question has for it; a unit that the question does
 * not know keeps its own, because counting boxes as doses would change what was said.
 */

const SPELLINGS: Readonly<Record<string, string>> = {
  EUR: '€ eur euro euros ユーロ',
  USD: '$ us$ usd dollar dollars dolar dolares ドル',
  GBP: '£ gbp pound pounds libra libras ポンド',
  JPY: '¥ jpy yen 円',
  CHF: 'chf franken francos',
  '%': '% percent pct パーセント',
  // Tenths, so that 3割 is 30 %.
  割: '割',
  m: 'm metre metres meter meters metro metros メートル',
  km: 'km kms kilometre kilometres kilometer kilometers kilometro kilometros キロメートル',
  cm: 'cm centimetre centimetres centimeter centimeters centimetro centimetros センチ',
  mm: 'mm millimetre millimetres milimetro milimetros ミリメートル',
  kg: 'kg kgs kilo kilos kilogram kilograms kilogramo kilogramos キログラム',
  g: 'g gram grams gramo gramos グラム',
  t: 't tonne tonnes tonelada toneladas トン',
  l: 'l litre litres liter liters litro litros リットル',
  ms: 'ms msec millisecond milliseconds milisegundo milisegundos ミリ秒',
  s: 's sec secs second seconds seg segundo segundos 秒',
  min: 'min mins minute minutes minuto minutos 分 分間',
  h: 'h hr hrs hour hours hora horas 時間',
  day: 'd day days dia dias 日 日間',
  week: 'wk wks week weeks semana semanas 週間 週',
  month: 'month months mes meses か月 ヶ月 カ月 ヵ月 ケ月 箇月 か月間 ヶ月間',
  year: 'yr yrs year years ano anos 年 年間',
  person: 'person persons people persona personas 人 名',
  time: 'time times vez veces 回',
  piece: 'piece pieces pcs pieza piezas 個 枚 本 台',
  case: 'case cases caso casos 件',
};

const CANONICAL = new Map(
  Object.entries(SPELLINGS)
    .flatMap(([name, spellings]) =>
      [name.toLowerCase(), ...spellings.split(' ')].map((spelling): [string, string] => [spelling, name]),
    )
    .concat([
      ['per cent', '%'],
      ['por ciento', '%'],
    ]),
);
/** What can be counted in anything: people are no answer to how many doses, nor are they certainly none. */
const COUNTED = new Set(['person', 'piece', 'case', 'time']);
const JAPANESE = [...CANONICAL.keys()].filter(
  (name) => /^[^\p{Script=Latin}]+$/u.test(name) && !/^[€$£¥%]$/.test(name),
);
const CURRENCIES = new Set(['EUR', 'USD', 'GBP', 'JPY', 'CHF']);
const THOUSANDS_OF = /^(k|t)(€|\$|£|eur|usd|gbp|chf)$/;
const MILLIONS_OF = /^(?:m|mio|mn)\.? ?(€|\$|£|eur|usd|gbp|chf)$/;

/** One form for all spellings of a unit; a word that is in no list is one form with its own plural. */
export const canonicalUnit = (folded: string): string => {
  const text = folded.trim();
  // A single letter tells by its case: M is no metre.
  const listed = CANONICAL.get(text) ?? (text.length > 1 ? CANONICAL.get(text.toLowerCase()) : undefined);
  if (listed !== undefined) return listed;
  const lower = text.toLowerCase();
  const [thousands, millions] = [THOUSANDS_OF.exec(lower), MILLIONS_OF.exec(lower)];
  if (thousands !== null) return `k${CANONICAL.get(thousands[2] ?? '') ?? ''}`;
  if (millions !== null) return `M${CANONICAL.get(millions[1] ?? '') ?? ''}`;
  if (text.length < 4) return text;
  return lower.length > 4 ? lower.replace(/s$/, '') : lower;
};

export const isCurrency = (canonical: string): boolean => CURRENCIES.has(canonical);

/** The power of ten in a unit like k€ or M€. */
export const powerOf = (canonical: string): number =>
  isCurrency(canonical.slice(1)) ? (canonical.startsWith('k') ? 3 : canonical.startsWith('M') ? 6 : 0) : 0;

/** A single letter tells by its case: M is no metre. */
const isListed = (typed: string): boolean => CANONICAL.has(typed.length > 1 ? typed.toLowerCase() : typed);

/** The unit of the question and those it can convert, by their one form. */
export type KnownUnits = ReadonlyMap<string, string>;

export interface TypedUnit {
  /** As the question calls it; undefined where the question does not know it. */
  readonly name: string | undefined;
  readonly canonical: string;
  /** Whether it certainly is a unit; otherwise it is any word that followed the number. */
  readonly isKnown: boolean;
  /** Characters before it, and to its end. */
  readonly lead: number;
  readonly length: number;
}

/** Words after a number that are no unit. */
const NO_UNIT =
  /^(?:for|including|incl|excl|excluding|net|gross|out|with|without|that|this|the|is|was|are|were|will|would|in|on|by|at|from|of|to|and|or|but|if|per|each|all|only|max|maximum|min|minimum|total|altogether|together|overall|approx|approximately|about|around|roughly|at|so|as|because|then|when|which|until|before|after|a|an|it|we|i|now|today|ok|minus|plus|para|con|sin|que|es|son|en|por|de|del|y|o|pero|si|solo|maximo|minimo|total|cada|como|aprox|incluido|incluyendo|al|el|la|los|las)$/i;

const WORDS = /^[\p{L}%€$£°µ][\p{L}\p{M}€$£²³.'-]*(?:[ /][\p{L}%€$£][\p{L}\p{M}²³'-]*){0,2}/u;
const HAS_JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const japaneseUnit = (rest: string, known: KnownUnits): TypedUnit | undefined => {
  const names = [...JAPANESE, ...known.keys(), ...known.values()].sort((a, b) => b.length - a.length);
  const found = names.find((name) => name !== '' && HAS_JAPANESE.test(name) && rest.startsWith(name));
  const word = found ?? /^[\p{Script=Han}\p{Script=Katakana}ー]+/u.exec(rest)?.[0];
  if (word === undefined || /^(?:以上|以下|以内|未満|程度|前後|弱|強|超|約|位)/.test(word)) return undefined;
  const canonical = canonicalUnit(word);
  const name = known.get(canonical);
  const isKnown = name !== undefined || (found !== undefined && !COUNTED.has(canonical));
  return { name, canonical, isKnown, lead: 0, length: word.length };
};

/**
 * What stands behind a number as its unit.
 * @param rest folded with its case, from the end of the number on
 */
export const unitAt = (rest: string, known: KnownUnits): TypedUnit | undefined => {
  const lead = /^(?: ?de (?=\p{L})| )?/u.exec(rest)?.[0] ?? '';
  const text = rest.slice(lead.length);
  if (HAS_JAPANESE.test(text.charAt(0))) return japaneseUnit(text, known);
  const words = WORDS.exec(text)?.[0] ?? '';
  const cuts = [words.length, ...[...words.matchAll(/[ /]/g)].map(({ index }) => index).reverse()].filter(
    (at) => at > 0,
  );
  const typedAt = (cut: number): string => words.slice(0, cut).replace(/\.$/, '');
  const whole = cuts.filter((cut) => !/[a-z]/i.test(text.charAt(cut)));
  const asked = whole.find((cut) => known.has(canonicalUnit(typedAt(cut))));
  const listed = whole.find((cut) => isListed(typedAt(cut)));
  const cut = asked ?? listed;
  if (cut !== undefined) {
    const canonical = canonicalUnit(typedAt(cut));
    const isKnown = asked !== undefined || !COUNTED.has(canonical);
    return {
      name: known.get(canonical),
      canonical,
      isKnown,
      lead: lead.length,
      length: lead.length + typedAt(cut).length,
    };
  }
  const own: string[] = [];
  for (const word of words.split(' ')) {
    if (word === '' || NO_UNIT.test(word.replace(/\.$/, ''))) break;
    own.push(word);
  }
  const typed = own.join(' ').replace(/[.'-]+$/, '');
  if (typed === '') return undefined;
  const canonical = canonicalUnit(typed);
  return { name: undefined, canonical, isKnown: false, lead: lead.length, length: lead.length + typed.length };
};

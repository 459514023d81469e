/**
 * What the words around a date do to it: "before 1 March" is one day earlier or not, "after 1 March" and "not on 1 March"
 * are no dates at all. Where the grammar is unsure of them, the whole answer stays unread.
 */

import { clauseAround, type Passage } from '../clause.ts';

export type Surroundings = 'plain' | 'before' | 'elsewhere';

/** Negated words that still mean "by". */
const BY =
  /\b(?:no|not) (?:any )?later than\b|\b(?:not after|on or before)\b|\bno mas tarde del?\b|\ba mas tardar\b|\bno despues del?\b/gu;

const NEGATED =
  /(?:\b(?:not|never|cannot|instead of|rather than|except|too (?:early|late|soon)|impossible|no|nunca|en vez de|en lugar de|excepto|salvo)\b|n't\b|ではなく|じゃなく|ではない|じゃない|でなく|無理|以外|間に合わない|できない)/u;

/** 27年3月: a year that was not read. */
const YEAR_BEFORE = /[\d一二三四五六七八九十]年度?の?$/u;

/** Right before the date: it is only where something else begins. */
const AFTER = /\b(?:after|following|since|past|beyond|despues del?(?: el)?|tras(?: el)?|pasado el)(?: the)?$/u;
const COUNTED_FROM =
  /\b(?:days?|weeks?|fortnight|months?|years?|hours?|weekend|night|evening|morning|[a-z]+day|long|just|shortly|well|soon|right|dias?|semanas?|mes|meses|anos?|noche|vispera|justo|poco) (?:before|after|from|prior to|antes del?|despues del?)(?: the| el)?$/u;
const PART_OF =
  /(?:\bw\/[ce]|\bweek (?:commencing|beginning|starting|ending)(?: on)?|\bof(?: the)?|\bdel?|\bevery|\beach|\bper|\bpor|\bcada|\btodos los|\btodas las)$/u;
const STARTS_FROM = /\b(?:as of|a partir del?|antes del?)$/u;
const BEFORE = /\b(?:before|prior to|ahead of|earlier than|antes del?(?: el)?)(?: the)?$/u;

/** Right after the date. */
const OR_LATER =
  /^,? ?(?:(?:or|and) (?:later|after|onwards?|beyond)\b|onwards?\b|at the earliest\b|earliest\b|en adelante\b|como pronto\b|o (?:mas tarde|despues)\b|以降|以後|より後|の後|後(?!半)|過ぎ|すぎ|を過ぎ)/u;
/** "1 July or when it is signed": another day that is not named; "or so" and "or earlier" name none. */
const OR_ELSE = /^,? ?(?:or|o|u) (?!so\b|earlier\b|before\b|sooner\b|antes\b)/u;
const SHIFTED =
  /^ ?(?:\+|plus\b|week(?:end)?\b|minus\b|mas\b|menos\b|(?:after|antes|despues)$)|^(?:の|から)(?:\d|[一二三四五六七八九十]|数)/u;
const BEFORE_JAPANESE = /^(?:より前|の前|前(?!半|日|週|月|年))/u;
/** The number goes on: 1 March.5, week 12/7. */
const NUMBER_GOES_ON = /^(?:[/.:']\d|%)/u;

/** A number before or after that belongs to it and was not read: "1, 2 or 3 March", "week 12 - 14". */
const NUMBER_HANGS_BEFORE = /\d(?:st|nd|rd|th|º)? ?(?:-|~|to|or|and|&|\/|,|a|o|y|か|から|、) ?(?:the |el )?$/u;
const NUMBER_HANGS_AFTER =
  /^, ?\d{1,2}(?:st|nd|rd|th)|^ ?(?:-|~|to|until|or|and|&|\/|a|al|o|y|か|から) ?(?:the |el )?\d/u;

/**
 * @param joined whether something that was read stands right before or after, joined by "to", "or" …
 * @param lead what stands between the last that was read and this
 */
export const surroundingsOf = (
  passage: Passage,
  joined: { readonly before: boolean; readonly after: boolean },
  lead: string,
): Surroundings => {
  const around = clauseAround(passage);
  const before = around.before.replace(BY, 'by');
  const after = around.after.replace(BY, 'by');
  const rest = passage.text.slice(passage.to);
  if (YEAR_BEFORE.test(before)) return 'elsewhere';
  if (NEGATED.test(before) || NEGATED.test(after)) return 'elsewhere';
  if (AFTER.test(before) || COUNTED_FROM.test(before)) return 'elsewhere';
  if (PART_OF.test(before) && !STARTS_FROM.test(before) && !(joined.after && before.endsWith('del')))
    return 'elsewhere';
  if (OR_LATER.test(after) || NUMBER_GOES_ON.test(rest)) return 'elsewhere';
  if (!joined.after && (OR_ELSE.test(after) || SHIFTED.test(after) || NUMBER_HANGS_AFTER.test(rest)))
    return 'elsewhere';
  if (!joined.before && NUMBER_HANGS_BEFORE.test(lead)) return 'elsewhere';
  return BEFORE.test(before) || BEFORE_JAPANESE.test(after) ? 'before' : 'plain';
};

const CONDITIONS =
  /\b(?:when|whenever|once|as soon as|after|until|till|unless|if|before|depends?|depending|subject to|provided|assuming|upon|following|cuando|en cuanto|una vez|despues de|tras|despues del|hasta que|antes de que|si|depende|segun|siempre que)\b|たら|次第|てから|[^日週月年間]後(?:$|に|から|、|。)|になり|できれば|場合|によって|による|まで(?!に)|すれば/u;

/** Whether a text without any date says what it depends on. */
export const namesCondition = (folded: string): boolean => CONDITIONS.test(folded);

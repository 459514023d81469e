/** The words of days in Spanish, as they look once folded: without accents, ñ as n. */

import { yearAhead } from './from-today.ts';
import { anyOf } from './grammar.ts';
import type { Moment } from './meaning.ts';

const MONTHS: Readonly<Record<string, number>> = {
  enero: 1,
  ene: 1,
  febrero: 2,
  feb: 2,
  marzo: 3,
  mar: 3,
  abril: 4,
  abr: 4,
  mayo: 5,
  may: 5,
  junio: 6,
  jun: 6,
  julio: 7,
  jul: 7,
  agosto: 8,
  ago: 8,
  septiembre: 9,
  setiembre: 9,
  sept: 9,
  sep: 9,
  octubre: 10,
  oct: 10,
  noviembre: 11,
  nov: 11,
  diciembre: 12,
  dic: 12,
};

const WEEKDAYS: Readonly<Record<string, number>> = {
  lunes: 0,
  martes: 1,
  miercoles: 2,
  jueves: 3,
  viernes: 4,
  sabado: 5,
  domingo: 6,
};
/** Counted only beside a number, because "mar" and "sab" can be other words. */
const SHORT_WEEKDAYS: Readonly<Record<string, number>> = { lun: 0, mar: 1, mie: 2, jue: 3, vie: 4, sab: 5, dom: 6 };

const ORDINALS: Readonly<Record<string, number>> = {
  primer: 1,
  primero: 1,
  primera: 1,
  '1er': 1,
  segundo: 2,
  segunda: 2,
  tercer: 3,
  tercero: 3,
  tercera: 3,
  '3er': 3,
  cuarto: 4,
  cuarta: 4,
};

const COUNTS: Readonly<Record<string, number>> = {
  un: 1,
  una: 1,
  uno: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  once: 11,
  doce: 12,
  quince: 15,
};

export const MONTH = `(?:${anyOf(Object.keys(MONTHS))})\\.?`;
/** Written out, so that it can stand by itself. */
export const LONG_MONTH = anyOf(Object.keys(MONTHS).filter((name) => name.length >= 5 || name === 'mayo'));
/** Not also English, so that no "de" is needed: "1 may" is English, and mostly no date. */
export const OWN_MONTH = `(?:${LONG_MONTH}|ene|abr|ago|dic)\\.?`;
export const WEEKDAY = anyOf(Object.keys(WEEKDAYS));
export const SHORT_WEEKDAY = `(?:${anyOf(Object.keys(SHORT_WEEKDAYS))})\\.?`;
export const ORDINAL = `${anyOf(Object.keys(ORDINALS))}|[1-4][ºª°]|[1-4]\\.[ºª°]`;
export const COUNT = `\\d{1,3}|${anyOf(Object.keys(COUNTS))}`;
/** One of `(?<year>YEAR)`. */
export const YEAR = "(?:19|20|21)\\d\\d|'\\d\\d|este ano|(?:el |l )?(?:proximo ano|ano que viene)";

export const monthOf = (word: string | undefined): number => MONTHS[(word ?? '').replace(/\.$/, '')] ?? NaN;
export const weekdayOfWord = (word: string | undefined): number =>
  WEEKDAYS[word ?? ''] ?? SHORT_WEEKDAYS[(word ?? '').replace(/\.$/, '')] ?? NaN;
export const ordinalOf = (word: string | undefined): number => ORDINALS[word ?? ''] ?? parseInt(word ?? '', 10);
export const countOf = (word: string | undefined): number => COUNTS[word ?? ''] ?? Number(word ?? NaN);

export const yearOf = (moment: Moment, word: string | undefined): number | undefined => {
  if (word === undefined) return undefined;
  if (word.includes('ano')) return yearAhead(moment, word.startsWith('este') ? 0 : 1);
  return word.startsWith("'") ? 2000 + Number(word.slice(1)) : Number(word);
};

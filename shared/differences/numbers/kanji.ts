/** Numbers in kanji: 十二, 三百, 五千. Only what is a number through and through is read. */

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
/** What a run of digits in front of them is multiplied by. */
export const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 億: 1e8, 兆: 1e12 };

/** @returns the number, or undefined where the characters are no number that people write */
export const kanjiNumber = (text: string): number | undefined => {
  let total = 0;
  let section = 0;
  let digit: number | undefined;
  let lastTen = Infinity;
  let lastMyriad = Infinity;
  for (const character of text) {
    const [value, ten, myriad] = [DIGITS[character], TENS[character], MYRIADS[character]];
    if (value !== undefined) {
      if (digit !== undefined || (value === 0 && text.length > 1)) return undefined;
      digit = value;
    } else if (ten !== undefined) {
      if (ten >= lastTen) return undefined;
      section += (digit ?? 1) * ten;
      [digit, lastTen] = [undefined, ten];
    } else if (myriad !== undefined) {
      section += digit ?? 0;
      if (section === 0 || myriad >= lastMyriad) return undefined;
      total += section * myriad;
      [section, digit, lastTen, lastMyriad] = [0, undefined, Infinity, myriad];
    } else return undefined;
  }
  return text === '' ? undefined : total + section + (digit ?? 0);
};

/** Numbers as people type them into the form of a question: with a point or a comma, with or without groups of three. */

const GROUPS = /^\d{1,3}([ \u00a0\u202f'’]\d{3})+(?=[.,]|$)/u;

/**
 * "1,000" is a thousand, "0,5" and "1,5" are fractions: a comma parts groups only where three digits follow each one.
 * @returns undefined for what is no number of 0 or more
 */
export const readNumber = (typed: string): number | undefined => {
  let text = typed.trim();
  if (GROUPS.test(text)) text = text.replaceAll(/[ \u00a0\u202f'’]/gu, '');
  const isBoth = text.includes(',') && text.includes('.');
  if (isBoth) {
    const decimal = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
    text = text.replaceAll(decimal === ',' ? '.' : ',', '').replace(decimal, '.');
  } else if (/^[1-9]\d{0,2}(,\d{3})+$/.test(text)) text = text.replaceAll(',', '');
  else text = text.replace(',', '.');
  return /^(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : undefined;
};

/** As it stands in a field. */
export const showNumber = (amount: number): string => String(Number(amount.toPrecision(15)));

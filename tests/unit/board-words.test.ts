/** What is fixed in the program: templates, sentences, days, names of things. */

import { describe, expect, it } from 'vitest';
import { dayIn } from '../../shared/board/calendar.ts';
import { parseCommand, parseCreateRequest } from '../../shared/board/commands.ts';
import { parseDimension } from '../../shared/board/dimension.ts';
import { parseBoardId, parseCommandId, parseDimensionId } from '../../shared/board/ids.ts';
import { REJECTION_CODES, rejection } from '../../shared/board/rejections.ts';
import { TEMPLATE_NAMES, templateDimensions } from '../../shared/board/templates.ts';

describe('templates', () => {
  it.each(TEMPLATE_NAMES)('A1 %s holds only questions that can be asked, each once', (name) => {
    const dimensions = templateDimensions(name) ?? [];
    expect(dimensions.length).toBeGreaterThanOrEqual(4);
    expect(new Set(dimensions.map(({ id }) => id)).size).toBe(dimensions.length);
    expect(dimensions.map((dimension) => parseDimension(dimension))).toEqual(dimensions);
  });

  it.each(['', 'Operational', 'toString', '__proto__'])('A1 there is none called %j', (name) => {
    expect(templateDimensions(name)).toBeUndefined();
  });
});

describe('refusals', () => {
  it('S9 every code has a sentence of its own, that ends', () => {
    const sentences = REJECTION_CODES.map((code) => rejection(code).message);
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe('commands of a later version', () => {
  it.each(['output.record', 'text.sort', 'checkin.record'])('S9 %s is known, and told apart from a mistake', (type) => {
    expect(parseCommand({ commandId: 'c-1', type })).toMatchObject({ rejection: { code: 'not_available' } });
    expect(parseCommand({ commandId: 'c-1', type: `${type}ed` })).toMatchObject({ rejection: { code: 'malformed' } });
  });
});

describe('ids', () => {
  it.each([
    ['a board of 22 characters', parseBoardId, 'AZaz09_-AZaz09_-AZaz09', true],
    ['a board that climbs', parseBoardId, '../../../../etc/passwd', false],
    ['a board with a line break behind', parseBoardId, 'AZaz09_-AZaz09_-AZaz09\n', false],
    ['a dimension', parseDimensionId, 'by_when', true],
    ['a dimension in capitals', parseDimensionId, 'By_when', false],
    ['a dimension of 41 letters', parseDimensionId, 'x'.repeat(41), false],
    ['a command', parseCommandId, '0b5c:1.2-x', true],
    ['a command without letters', parseCommandId, '', false],
    ['a command that is no text', parseCommandId, 5, false],
  ] as const)('A1 %s', (_, parse, id, isOne) => {
    expect(parse(id)).toBe(isOne ? id : undefined);
  });

  it.each(['__proto__', 'constructor'])('A1 no question and no option is called %s', (id) => {
    expect(parseDimension({ id, type: 'text', label: 'x' })).toBeUndefined();
    expect(parseDimension({ id: 'a', type: 'single', label: 'x', config: { options: [id] } })).toBeUndefined();
  });
});

describe('days', () => {
  const midnightInMadrid = Date.UTC(2026, 2, 1, 23, 0);

  it.each([
    ['UTC', '2026-03-01'],
    ['Europe/Madrid', '2026-03-02'],
    ['Asia/Tokyo', '2026-03-02'],
    ['America/Los_Angeles', '2026-03-01'],
  ])('D10 are counted where the board is: %s', (timeZone, day) => {
    expect(dayIn(timeZone, midnightInMadrid)).toBe(day);
  });

  it('A1 a board is in a time zone there is', () => {
    const inZone = (timeZone: string) => parseCreateRequest({ commandId: 'c-1', name: 'Ana', timeZone });
    expect(inZone('Asia/Tokyo')?.timeZone).toBe('Asia/Tokyo');
    expect(inZone('Mars/Olympus')).toBeUndefined();
    expect(inZone('')).toBeUndefined();
  });
});

/** Whatever arrives as a command is taken apart without harm: it is one, or it is refused by name. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCommand, parseCreateRequest, parseJoinRequest } from '../../shared/board/commands.ts';
import { isBlank } from '../../shared/board/plain-text.ts';
import { commandOf, COMMAND_TYPES, isCommandWish, wishes } from '../kit/board-wishes.ts';
import { hostileText, hostileValue } from '../kit/hostile-text.ts';

/** Every field any command has, with anything in it, and the keys that reach for prototypes. */
const hostileCommand = fc.record(
  {
    commandId: fc.oneof({ weight: 9, arbitrary: fc.constant('c-1') }, { weight: 1, arbitrary: hostileValue() }),
    type: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...COMMAND_TYPES) },
      { weight: 1, arbitrary: fc.constantFrom('toString', '__proto__', 'constructor', 'hasOwnProperty', '') },
    ),
    ...Object.fromEntries(
      [
        'title passphrase locked rules dimension at id patch participantId name function reads what round seen',
        'minutes done replyId dimensionId text mark on returnOn __proto__ constructor',
      ]
        .flatMap((fields) => fields.split(' '))
        .map((field) => [field, hostileValue()]),
    ),
  },
  { requiredKeys: ['commandId', 'type'] },
);

describe('commands', () => {
  it('A1 anything at all is either a command or refused by name', () => {
    fc.assert(
      fc.property(fc.oneof(hostileCommand, hostileValue()), (input) => {
        const result = parseCommand(input);
        if ('command' in result) expect(COMMAND_TYPES).toContain(result.command.type);
        else expect(['malformed', 'not_available']).toContain(result.rejection.code);
      }),
      { numRuns: 500 },
    );
  });

  it('A1 anything at all is either a request to create or join, or refused', () => {
    fc.assert(
      fc.property(hostileText(), hostileValue(), (text, value) => {
        for (const parse of [parseCreateRequest, parseJoinRequest]) {
          parse(value);
          const request = parse({ commandId: 'c-1', name: text, function: value });
          if (request !== undefined) expect(isBlank(request.name)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('A1 no field leads to a prototype', () => {
    const smuggled = JSON.parse(
      '{"__proto__":{"isFacilitator":true},"constructor":{"prototype":{"polluted":1}}}',
    ) as object;
    fc.assert(
      fc.property(wishes().filter(isCommandWish), (wish) => {
        const sent = { commandId: 'c-1', ...commandOf(wish, { people: [], replies: [], seen: 0 }) };
        const result = parseCommand(JSON.parse(JSON.stringify({ ...sent, ...smuggled })));
        if (!('command' in result)) return;
        expect(Object.getPrototypeOf(result.command)).toBe(Object.prototype);
        expect(Object.hasOwn(result.command, 'constructor')).toBe(false);
        expect('isFacilitator' in result.command).toBe(false);
        expect('polluted' in {}).toBe(false);
      }),
    );
  });

  it('D4 what was parsed, sent once more, is parsed to the same', () => {
    fc.assert(
      fc.property(hostileCommand, (input) => {
        const first = parseCommand(input);
        if (!('command' in first)) return;
        const sentAgain = JSON.parse(JSON.stringify(first.command)) as unknown;
        expect(JSON.stringify(parseCommand(sentAgain))).toBe(JSON.stringify(first));
      }),
      { numRuns: 500 },
    );
  });

  it('A1 texts that are kept are well-formed and normalised', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(texts)
          : [];
    fc.assert(
      fc.property(hostileText(), (text) => {
        for (const sent of [
          { type: 'board.configure', title: text },
          { type: 'reply.add', dimensionId: 'a', text },
          { type: 'wording.restate', text },
          { type: 'participant.rename', name: text, function: text },
          {
            type: 'dimension.add',
            dimension: { id: 'a', type: 'multi', label: text, prompt: text, config: { options: [text] } },
          },
        ]) {
          const result = parseCommand({ commandId: 'c-1', ...sent });
          if (!('command' in result)) continue;
          for (const kept of texts(result.command)) {
            expect(kept.isWellFormed()).toBe(true);
            expect(kept.normalize('NFC')).toBe(kept);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

/**
 * What people might ask of a board, sensible or not, as plain data: it can be shrunk, printed and kept. A wish becomes
 * a command only against the situation it meets, so that long histories get somewhere.
 */

import fc from 'fast-check';
import type { CommandType } from '../../shared/board/commands.ts';
import type { ParticipantId, ReplyId } from '../../shared/board/ids.ts';
import { SAMPLE_DIMENSIONS } from './board-dimensions.ts';

/** What happens to a board without a command of the public surface. */
export type ServerStep = 'join' | 'issue code' | 'add key' | 'replace key' | 'recover' | 'complete';

export interface Wish {
  readonly does: CommandType | ServerStep;
  /** The first facilitator, or one of everybody who ever joined and a stranger, counted round and round. */
  readonly who: 'facilitator' | number;
  /** The person it is about, counted in the same way. */
  readonly whom: number;
  /** Picks among the forms of the command and the things there are. */
  readonly pick: number;
  readonly isOn: boolean;
  /** Whether the sender knows the last move of the board. */
  readonly isCurrent: boolean;
}

/** What a sender knows of a board; to be had from its state as well as from a view. */
export interface Situation {
  readonly people: readonly ParticipantId[];
  readonly replies: readonly ReplyId[];
  readonly seen: number;
}

/** How often each is wished for; those that move a board most, so that histories reach its later phases. */
const WEIGHTS: { readonly [Does in Wish['does']]: number } = {
  'board.configure': 4,
  'dimension.add': 4,
  'dimension.change': 2,
  'dimension.move': 2,
  'dimension.remove': 1,
  'participant.admit': 9,
  'participant.remove': 1,
  'participant.rename': 3,
  'participant.withdraw': 2,
  'facilitator.grant': 2,
  'facilitator.revoke': 2,
  'facilitator.take': 2,
  'round.open': 8,
  'round.extend': 1,
  'reading.finish': 9,
  'round.reveal': 7,
  'phase.back': 5,
  'reading.claim': 3,
  'reply.add': 3,
  'reply.remove': 3,
  'dimension.mark': 6,
  'wording.restate': 2,
  'board.close': 2,
  join: 6,
  'issue code': 1,
  'add key': 1,
  'replace key': 1,
  recover: 1,
  complete: 10,
};

const MOST_PEOPLE = 9;

export const wishes = (): fc.Arbitrary<Wish> =>
  fc.record({
    does: fc.oneof(
      ...Object.entries(WEIGHTS).map(([does, weight]) => ({ weight, arbitrary: fc.constant(does as Wish['does']) })),
    ),
    who: fc.oneof(
      { weight: 3, arbitrary: fc.constant('facilitator' as const) },
      { weight: 2, arbitrary: fc.nat(MOST_PEOPLE) },
    ),
    whom: fc.nat(MOST_PEOPLE),
    pick: fc.nat(0xffff),
    isOn: fc.boolean(),
    isCurrent: fc.integer({ min: 0, max: 9 }).map((die) => die > 0),
  });

/** Long enough for several rounds. */
export const histories = (): fc.Arbitrary<Wish[]> => fc.array(wishes(), { minLength: 20, maxLength: 120, size: 'max' });

const NOBODY = 'nobody-000000000000000';

const pickFrom = <Item>(items: readonly Item[], pick: number): Item | undefined => items[pick % (items.length || 1)];

type Fields = (wish: Wish, situation: Situation) => Record<string, unknown>;

const aboutSomebody: Fields = ({ whom }, { people }) => ({
  participantId: people[whom % (people.length + 1)] ?? NOBODY,
});
const move: Fields = ({ isCurrent, pick }, { seen }) => ({
  seen: isCurrent ? seen : Math.max(0, seen - 1 - (pick % 3)),
});
const sample = (pick: number) => pickFrom(SAMPLE_DIMENSIONS, pick);
const aboutDimension: Fields = ({ pick }) => ({ dimensionId: sample(pick)?.id });

const RULES: readonly Record<string, unknown>[] = [
  { mode: 'open' },
  { mode: 'sealed', names: false },
  { names: true },
  { approval: true },
  { approval: true, framing: 'facilitator' },
  { approval: false },
  { framing: 'everyone', openSeat: false },
  { openSeat: true, minutes: 5 },
  { minutes: null, pulse: false },
];

const SETTINGS: readonly Record<string, unknown>[] = [
  { title: 'Launch' },
  { locked: true },
  { locked: false },
  { passphrase: 'passphrase-canary' },
  { passphrase: null },
];

const FIELDS: { readonly [Type in CommandType]: Fields } = {
  'board.configure': ({ pick, isOn }) =>
    isOn ? { rules: pickFrom(RULES, pick) } : { ...pickFrom(SETTINGS, pick >> 4) },
  'dimension.add': ({ pick }) => ({ dimension: sample(pick), at: pick >> 8 }),
  'dimension.change': ({ pick, isOn }) => ({
    id: sample(pick)?.id,
    patch: isOn ? { label: `Another label ${pick % 5}` } : { type: 'single', config: { options: ['yes', 'no'] } },
  }),
  'dimension.move': ({ pick }) => ({ id: sample(pick)?.id, at: (pick >> 8) % 9 }),
  'dimension.remove': ({ pick }) => ({ id: sample(pick)?.id }),
  'participant.admit': aboutSomebody,
  'participant.remove': aboutSomebody,
  'participant.rename': ({ pick, isOn }) => ({
    ...(pick % 3 > 0 ? { name: `name-canary-renamed-${pick}.` } : {}),
    ...(pick % 2 > 0 ? { reads: isOn } : {}),
    ...(pick % 5 > 0 ? {} : { function: isOn ? 'nursing' : null }),
  }),
  'participant.withdraw': ({ pick, isOn }) => ({
    what: isOn ? 'text' : 'name',
    ...(pick % 2 > 0 ? { round: 1 + (pick % 3) } : {}),
  }),
  'facilitator.grant': aboutSomebody,
  'facilitator.revoke': aboutSomebody,
  'facilitator.take': () => ({}),
  'round.open': move,
  'round.extend': ({ pick }) => ({ minutes: 1 + (pick % 30) }),
  'reading.finish': ({ isOn, pick }) => ({ done: isOn || pick % 2 > 0 }),
  'round.reveal': move,
  'phase.back': move,
  'reading.claim': () => ({}),
  'reply.add': (wish, situation) => ({ ...aboutDimension(wish, situation), text: `reply-canary-${wish.pick}.` }),
  'reply.remove': ({ pick }, { replies }) => ({ replyId: pickFrom(replies, pick) ?? NOBODY }),
  'dimension.mark': (wish, situation) => ({
    ...aboutDimension(wish, situation),
    mark: wish.pick % 2 > 0 ? 'matters' : 'open',
    on: wish.isOn,
  }),
  'wording.restate': ({ pick }) => ({ text: `restatement-canary-${pick % 4}.` }),
  'board.close': (wish, situation) => ({ ...move(wish, situation), ...(wish.isOn ? { returnOn: '2026-03-01' } : {}) }),
};

export const COMMAND_TYPES = Object.keys(FIELDS) as readonly CommandType[];

export const isCommandWish = (wish: Wish): wish is Wish & { readonly does: CommandType } =>
  Object.hasOwn(FIELDS, wish.does);

/** The fields of the command as a client would send it; its `commandId` is up to the sender. */
export const commandOf = (
  wish: Wish & { readonly does: CommandType },
  situation: Situation,
): Record<string, unknown> => ({ type: wish.does, ...FIELDS[wish.does](wish, situation) });

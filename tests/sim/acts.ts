/** What people do on a board, sensible or not, by weight. Each act is one moment of one device. */

import type { ParticipantId } from '../../shared/board/ids.ts';
import { commandOf, isCommandWish, type Wish } from '../kit/board-wishes.ts';
import { situationOf } from '../kit/board-history.ts';
import { SAMPLE_DIMENSIONS } from '../kit/board-dimensions.ts';
import type { Device } from './device.ts';
import { pick, writeReading, writeShared, type Hand } from './hands.ts';
import type { Gathering } from './gathering.ts';

type Act = (device: Device, workshop: Gathering, hand: Hand) => void;

const send = (device: Device, workshop: Gathering, fields: Record<string, unknown>): void => {
  device.command({ ...fields, commandId: workshop.freshCommandId() });
};

const command =
  (type: string, fields: (workshop: Gathering, hand: Hand) => Record<string, unknown> = () => ({})): Act =>
  (device, workshop, hand) =>
    send(device, workshop, { type, ...fields(workshop, hand) });

const move =
  (type: string): Act =>
  (device, workshop) =>
    send(device, workshop, { type, seen: device.seen });

const somebody = ({ archive }: Gathering, { die }: Hand): Record<string, unknown> => ({
  participantId: pick(die, [...archive.state.participants.keys()]),
});

const dimensionId = (_: Gathering, { die }: Hand): Record<string, unknown> => ({
  dimensionId: pick(die, SAMPLE_DIMENSIONS)?.id,
});

const readingName = (device: Device, { die }: Hand): string =>
  `reading-${die() < 0.95 ? Math.max(1, device.round) : 1 + Math.floor(die() * 4)}`;

const writeInReading: Act = (device, _, hand) => {
  const copy = device.open(readingName(device, hand), hand.die() < 0.9);
  writeReading(hand, copy.doc);
};

const writeInBoard =
  (place: 'wording' | 'notes'): Act =>
  (device, _, hand) => {
    const copy = device.open('board', hand.die() < 0.9);
    if (copy.isSynced || hand.die() < 0.3) writeShared(hand, copy.doc, place);
  };

const anything: Act = (device, workshop, { die }) => {
  const does = pick(die, [
    'board.configure',
    'dimension.change',
    'dimension.move',
    'dimension.remove',
    'participant.rename',
    'participant.withdraw',
    'facilitator.revoke',
    'facilitator.take',
    'participant.remove',
    'reading.claim',
    'reply.remove',
  ] as const);
  const wish: Wish = {
    does: does ?? 'reading.claim',
    who: 0,
    whom: Math.floor(die() * 10),
    pick: Math.floor(die() * 0x10000),
    isOn: die() < 0.5,
    isCurrent: die() < 0.9,
  };
  if (!isCommandWish(wish)) return;
  const fields = commandOf(wish, situationOf(workshop.archive.state));
  // Hashing a passphrase takes a thread, and with it the order of things.
  if (!('passphrase' in fields)) send(device, workshop, fields);
};

const ACTS: { readonly [name: string]: Act } = {
  'write in the reading': writeInReading,
  'write in the wording': writeInBoard('wording'),
  'write notes': writeInBoard('notes'),
  'look at the wall': (device, _, { die }) => void device.open('wall', die() < 0.5),
  look: (device) => device.look(),
  finish: command('reading.finish', (_, { die }) => ({ done: die() < 0.8 })),
  claim: command('reading.claim'),
  mark: command('dimension.mark', (workshop, hand) => ({
    ...dimensionId(workshop, hand),
    mark: hand.die() < 0.5 ? 'matters' : 'open',
    on: hand.die() < 0.8,
  })),
  reply: command('reply.add', (workshop, hand) => ({
    ...dimensionId(workshop, hand),
    text: hand.canaries.fresh(hand.who, 'shared'),
  })),
  withdraw: command('participant.withdraw', (_, { die }) => ({ what: die() < 0.8 ? 'text' : 'name' })),
  rename: command('participant.rename', (_, hand) => ({ name: hand.canaries.fresh(hand.who, 'shared') })),
  restate: command('wording.restate', (_, hand) => ({ text: hand.canaries.fresh(hand.who, 'shared') })),
  'add a question': command('dimension.add', (_, { die }) => ({ dimension: pick(die, SAMPLE_DIMENSIONS) })),
  rules: command('board.configure', (_, { die }) => ({
    rules: {
      mode: die() < 0.75 ? 'sealed' : 'open',
      names: die() < 0.4,
      pulse: die() < 0.6,
      framing: die() < 0.7 ? 'everyone' : 'facilitator',
      approval: die() < 0.1,
    },
  })),
  open: move('round.open'),
  extend: command('round.extend', () => ({ minutes: 5 })),
  reveal: move('round.reveal'),
  back: move('phase.back'),
  'close the board': move('board.close'),
  admit: command('participant.admit', somebody),
  remove: command('participant.remove', somebody),
  grant: command('facilitator.grant', somebody),
  anything,
  spotlight: (device, _, { die }) => device.spotlight(pick(die, SAMPLE_DIMENSIONS)?.id ?? null),
  join: (_, workshop) => workshop.join(),
  'second device': (device, workshop) => workshop.secondDevice(device),
  'replace a key': (device, workshop, hand) =>
    workshop.replaceKey(device, somebody(workshop, hand)['participantId'] as ParticipantId),
  'go offline': (device) => device.goOffline(),
  'lose a connection': (device, _, { die }) => {
    const name = pick(die, [...device.copies.keys()]);
    if (name === undefined || die() < 0.4) device.cutControl();
    else device.cutCopy(name);
  },
  'get slow': (device) => device.pause(true),
};

/** How often each, by what the device believes the board to be doing. `else` holds for all phases. */
const WEIGHTS: { readonly [phase: string]: { readonly [act: string]: number } } = {
  frame: { 'write in the wording': 8, 'write notes': 2, 'add a question': 4, rules: 2, open: 6 },
  write: { 'write in the reading': 40, finish: 5, extend: 1, reveal: 4, back: 0.7, 'write in the wording': 0.5 },
  reveal: {
    'look at the wall': 4,
    claim: 1,
    mark: 3,
    reply: 3,
    withdraw: 0.8,
    restate: 1,
    'write notes': 3,
    'close the board': 0.8,
    back: 2,
    'write in the reading': 3,
    finish: 1,
  },
  closed: { 'look at the wall': 2, reply: 2, back: 2, 'write in the reading': 4, finish: 2, withdraw: 0.5 },
  else: {
    look: 1,
    rename: 0.4,
    admit: 0.5,
    remove: 0.2,
    grant: 0.5,
    anything: 0.8,
    spotlight: 0.2,
    join: 1,
    'second device': 0.6,
    'replace a key': 0.2,
    'go offline': 0.8,
    'lose a connection': 1.2,
    'get slow': 0.5,
    'look at the wall': 0.7,
  },
};

const BY_FACILITATORS = new Set([
  'rules',
  'open',
  'extend',
  'reveal',
  'back',
  'close the board',
  'admit',
  'remove',
  'grant',
  'replace a key',
]);

export const act = (device: Device, workshop: Gathering, hand: Hand): void => {
  const isFacilitator = workshop.archive.state.participants.get(device.who.id)?.isFacilitator === true;
  const weights = Object.entries({ ...WEIGHTS['else'], ...WEIGHTS[device.phase] }).map(
    // Sometimes somebody tries what is not theirs to do.
    ([name, weight]) => [name, BY_FACILITATORS.has(name) && !isFacilitator ? weight / 20 : weight] as const,
  );
  let left = hand.die() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of weights) {
    left -= weight;
    if (left > 0) continue;
    workshop.note(name);
    ACTS[name]?.(device, workshop, hand);
    return;
  }
};

/** Decisions while framing: the board's settings and its questions. */

import type { CommandOf } from './commands.ts';
import { choicesOf, parseDimension, type Dimension } from './dimension.ts';
import { accept, refuse, type DecideContext, type Verdict } from './decision.ts';
import type { BoardEvent } from './events.ts';
import { mayFrame } from './permissions.ts';
import type { BoardState, Participant } from './state.ts';

export const configure = (
  state: BoardState,
  command: CommandOf<'board.configure'>,
  context: DecideContext,
  person: Participant,
): Verdict => {
  if (!person.isFacilitator) return refuse('forbidden');
  if (command.rules !== undefined && state.phase !== 'frame') return refuse('wrong_phase');
  const passphrase = command.passphrase === null ? null : context.passphraseHash;
  // Without its hash, a passphrase that was asked for would leave the door open.
  if (command.passphrase !== undefined && passphrase === undefined) return refuse('internal');
  const { minutes, ...given } = command.rules ?? {};
  const { minutes: minutesBefore, ...before } = state.rules;
  const nextMinutes = minutes === undefined ? minutesBefore : minutes;
  const defined = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const event: BoardEvent = {
    type: 'board.configured',
    ...(command.title === undefined ? {} : { title: command.title }),
    ...(command.locked === undefined ? {} : { locked: command.locked }),
    ...(command.passphrase === undefined || passphrase === undefined ? {} : { passphrase }),
    ...(command.rules === undefined
      ? {}
      : { rules: { ...before, ...defined, ...(typeof nextMinutes === 'number' ? { minutes: nextMinutes } : {}) } }),
  };
  return accept([event], { raisesFence: command.rules !== undefined });
};

const framing = (state: BoardState, person: Participant, then: () => Verdict): Verdict => {
  if (state.phase !== 'frame') return refuse('wrong_phase');
  return mayFrame(state, person) ? then() : refuse('forbidden');
};

const within = (dimension: Dimension, context: DecideContext, then: () => Verdict): Verdict =>
  choicesOf(dimension).length > context.limits.options ? refuse('too_many') : then();

export const addDimension = (
  state: BoardState,
  command: CommandOf<'dimension.add'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  framing(state, person, () => {
    const { dimension } = command;
    if (state.dimensions.some(({ id }) => id === dimension.id)) return refuse('duplicate_id');
    if (state.dimensions.length >= context.limits.dimensions) return refuse('too_many');
    const at = Math.min(command.at ?? state.dimensions.length, state.dimensions.length);
    return within(dimension, context, () => accept([{ type: 'dimension.added', dimension, at }]));
  });

export const changeDimension = (
  state: BoardState,
  command: CommandOf<'dimension.change'>,
  context: DecideContext,
  person: Participant,
): Verdict =>
  framing(state, person, () => {
    const before = state.dimensions.find(({ id }) => id === command.id);
    if (before === undefined) return refuse('unknown_dimension');
    const isRetyped = command.patch['type'] !== undefined && command.patch['type'] !== before.type;
    const dimension = parseDimension({
      ...before,
      ...(isRetyped ? { config: {} } : {}),
      ...command.patch,
      id: before.id,
    });
    if (dimension === undefined) return refuse('malformed');
    return within(dimension, context, () => accept([{ type: 'dimension.changed', dimension }]));
  });

export const moveDimension = (
  state: BoardState,
  command: CommandOf<'dimension.move'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  framing(state, person, () => {
    if (!state.dimensions.some(({ id }) => id === command.id)) return refuse('unknown_dimension');
    const at = Math.min(command.at, state.dimensions.length - 1);
    return accept([{ type: 'dimension.moved', id: command.id, at }]);
  });

export const removeDimension = (
  state: BoardState,
  command: CommandOf<'dimension.remove'>,
  _context: DecideContext,
  person: Participant,
): Verdict =>
  framing(state, person, () =>
    state.dimensions.some(({ id }) => id === command.id)
      ? accept([{ type: 'dimension.removed', id: command.id }])
      : refuse('unknown_dimension'),
  );

/**
 * The small steps that folds are made of. None changes what it is given: nodes keep states while others are folded.
 */

import type { EventOf, EventType, LogEntry } from './events.ts';
import type { ParticipantId } from './ids.ts';
import type { BoardState, Participant, Round } from './state.ts';

export type Fold<Type extends EventType> = (state: BoardState, event: EventOf<Type>, entry: LogEntry) => BoardState;

export const withEntry = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, value: Value): ReadonlyMap<Key, Value> =>
  new Map(map).set(key, value);

export const without = <Key, Value>(map: ReadonlyMap<Key, Value>, isGone: (value: Value, key: Key) => boolean) =>
  new Map([...map].filter(([key, value]) => !isGone(value, key)));

export const toggled = <Item>(set: ReadonlySet<Item>, item: Item, on: boolean): ReadonlySet<Item> => {
  const next = new Set(set);
  if (on) next.add(item);
  else next.delete(item);
  return next;
};

export const changePerson = (state: BoardState, id: ParticipantId, change: Partial<Participant>): BoardState => {
  const person = state.participants.get(id);
  if (person === undefined) return state;
  return { ...state, participants: withEntry(state.participants, id, { ...person, ...change }) };
};

export const changeRound = (
  state: BoardState,
  number: number,
  change: (round: Round) => Partial<Round>,
): BoardState => ({
  ...state,
  rounds: state.rounds.map((round) => (round.number === number ? { ...round, ...change(round) } : round)),
});

export const insertAt = <Item>(items: readonly Item[], item: Item, at: number): Item[] => [
  ...items.slice(0, at),
  item,
  ...items.slice(at),
];

export const moved = (state: BoardState, entry: LogEntry, phase: BoardState['phase']): BoardState => ({
  ...state,
  phase,
  seen: entry.seq,
});

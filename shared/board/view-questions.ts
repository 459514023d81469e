/** What screens ask of a view again and again. Pure; whether readings stand with names is `showsNames` of their rules. */

import type { PersonView, RoundView, View } from './view.ts';

export const meOf = ({ me, participants }: View): PersonView | undefined =>
  participants.find(({ id }) => id === me.participantId);

export const roundOf = ({ rounds }: View, number: number): RoundView | undefined =>
  rounds.find((round) => round.number === number);

/** The last round, in whatever state it is; undefined before the first. */
export const currentRound = ({ rounds }: View): RoundView | undefined => rounds.at(-1);

export const lastRevealedRound = ({ rounds }: View): RoundView | undefined =>
  rounds.findLast(({ status }) => status === 'revealed');

/** Whether the rule `framing` lets this person edit wording and questions, where the phase lets anybody. */
export const mayFrame = ({ board, me }: View): boolean => me.facilitator || board.rules.framing === 'everyone';

/**
 * One command against one state: the events that follow, or why nothing does. Pure and total. Replays are recognised
 * before this is asked (`server/room/board-log.ts`).
 */

import type { Command, CommandOf, CommandType } from './commands.ts';
import * as discussion from './decide-discussion.ts';
import * as framing from './decide-framing.ts';
import * as people from './decide-people.ts';
import * as rounds from './decide-round.ts';
import { refuse, type DecideContext, type Verdict } from './decision.ts';
import { isPresent, type BoardState, type Participant } from './state.ts';

type Decide<Type extends CommandType> = (
  state: BoardState,
  command: CommandOf<Type>,
  context: DecideContext,
  person: Participant,
) => Verdict;

const DECIDES: { readonly [Type in CommandType]: Decide<Type> } = {
  'board.configure': framing.configure,
  'dimension.add': framing.addDimension,
  'dimension.change': framing.changeDimension,
  'dimension.move': framing.moveDimension,
  'dimension.remove': framing.removeDimension,
  'participant.admit': people.admit,
  'participant.remove': people.remove,
  'participant.rename': people.rename,
  'participant.withdraw': people.withdraw,
  'facilitator.grant': people.grant,
  'facilitator.revoke': people.revoke,
  'facilitator.take': people.take,
  'round.open': rounds.open,
  'round.extend': rounds.extend,
  'reading.finish': rounds.finish,
  'round.reveal': rounds.reveal,
  'phase.back': rounds.back,
  'reading.claim': discussion.claim,
  'reply.add': discussion.addReply,
  'reply.remove': discussion.removeReply,
  'dimension.mark': discussion.mark,
  'wording.restate': discussion.restate,
  'board.close': rounds.close,
};

const dispatch = <Type extends CommandType>(
  type: Type,
  ...[state, command, context, person]: Parameters<Decide<Type>>
): Verdict => (DECIDES[type] as Decide<Type>)(state, command, context, person);

/** A pending or removed person is told the same as a stranger. */
export const decide = (state: BoardState, command: Command, context: DecideContext): Verdict => {
  const person = state.participants.get(context.by);
  if (!isPresent(person)) return refuse('not_found');
  if (state.seq >= context.limits.entries) return refuse('too_many');
  return dispatch(command.type, state, command as CommandOf<typeof command.type>, context, person);
};

/** What connections of one board have in common, and who may come in at all. */

import type { Room } from '../../server/room/room.ts';
import type { BoardId, ParticipantId } from '../../shared/board/ids.ts';
import { isPresent } from '../../shared/board/state.ts';
import type { InboxGuard } from './inbox.ts';
import type { Steps } from './steps.ts';

export interface Place {
  readonly steps: Steps;
  readonly guard: InboxGuard;
  readonly board: BoardId;
  readonly onFault: (what: string, fault: unknown) => void;
}

/** As at the upgrade of a socket: whose key it is, if they are on the board. */
export const personOf = (room: Room, keyHash: string): ParticipantId | undefined => {
  const person = room.state.keys.get(keyHash)?.participantId;
  return person !== undefined && isPresent(room.state.participants.get(person)) ? person : undefined;
};

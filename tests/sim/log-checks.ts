/** What must hold of each entry of a control log by itself: who may, from which phase, and that a seat is left. */

import type { BoardEvent, LogEntry } from '../../shared/board/events.ts';
import { isPresent, type BoardState } from '../../shared/board/state.ts';

const MOVES = new Set<BoardEvent['type']>(['round.opened', 'round.sealed', 'phase.back', 'board.closed']);
const BY_FACILITATORS = new Set<BoardEvent['type']>([
  ...MOVES,
  'board.configured',
  'round.extended',
  'participant.admitted',
  'participant.removed',
  'facilitator.granted',
  'facilitator.revoked',
  'key.replaced',
]);

/** Of the events that move a board: whether it was where they move it from. */
const fitsPhase = ({ phase, rounds }: BoardState, event: BoardEvent): boolean => {
  const status = rounds.at(-1)?.status;
  switch (event.type) {
    case 'round.opened':
      return phase === 'frame' && (status === undefined || status === 'paused' || status === 'revealed');
    case 'round.sealed':
      return phase === 'write' && status === 'writing' && event.round === rounds.length;
    case 'round.revealed':
      return phase === 'write' && status === 'sealed' && event.round === rounds.length;
    case 'phase.back':
      return phase === event.from && status !== 'sealed';
    case 'board.closed':
      return phase === 'reveal';
    default:
      return true;
  }
};

export const checkControl = (
  before: BoardState,
  after: BoardState,
  entry: LogEntry,
  violate: (rule: string, what: string) => void,
): void => {
  if (entry.seq !== before.seq + 1) violate('D4', `entry ${entry.seq} follows ${before.seq}`);
  const sender = entry.by === undefined ? undefined : before.participants.get(entry.by);
  for (const event of entry.events) {
    const isFounding = entry.seq === 1;
    if (!isFounding && BY_FACILITATORS.has(event.type) && !(isPresent(sender) && sender.isFacilitator)) {
      violate('S9', `${event.type} by somebody who is no facilitator`);
    }
    if (MOVES.has(event.type) && entry.commandId === undefined) violate('A7', `${event.type} by nobody`);
    if (!fitsPhase(before, event)) violate('D9', `${event.type} while ${before.phase}`);
  }
  const hasSeat = [...after.participants.values()].some((person) => person.isFacilitator && isPresent(person));
  if (!hasSeat) violate('S9', 'there is no facilitator');
};

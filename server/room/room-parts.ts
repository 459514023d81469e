/** What the parts of a room may use of each other. The room is all of it; none of them needs to know the room. */

import type { BoardId } from '../../shared/board/ids.ts';
import type { BoardState } from '../../shared/board/state.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Log } from '../runtime/log.ts';
import type { Random } from '../runtime/random.ts';
import type { BoardStore } from '../store/board-store.ts';
import type { BoardLog } from './board-log.ts';
import type { CommandLine } from './command-line.ts';
import type { ControlSessions } from './control-sessions.ts';
import type { RoomDocuments } from './room-documents.ts';

export interface RoomParts {
  readonly id: BoardId;
  readonly state: BoardState;
  readonly isEnded: boolean;
  readonly log: BoardLog;
  readonly line: CommandLine;
  readonly sessions: ControlSessions;
  readonly documents: RoomDocuments;
  readonly dependencies: {
    readonly store: BoardStore;
    readonly clock: Clock;
    readonly random: Random;
    readonly log: Log;
  };
}

/** One node of the simulation: the rooms of a server on a store of its own, which can lag, fail and die. */

import { openBoardDocuments } from '../../server/documents/board-documents.ts';
import { DOCUMENT_LIMITS, type DocumentLimits } from '../../server/documents/document-limits.ts';
import type { Room } from '../../server/room/room.ts';
import { Rooms } from '../../server/room/rooms.ts';
import type { Clock } from '../../server/runtime/clock.ts';
import type { Log, LogFields } from '../../server/runtime/log.ts';
import { freshId, type Random } from '../../server/runtime/random.ts';
import type { MemoryMedium } from '../../server/store/memory-medium.ts';
import { createMemoryStore, type MemoryStore } from '../../server/store/memory-store.ts';
import type { BoardId } from '../../shared/board/ids.ts';
import { BOARD_LIMITS } from '../../shared/protocol/limits.ts';
import { Lane, type Steps } from './steps.ts';

export interface SimNodeDependencies {
  readonly steps: Steps;
  readonly medium: MemoryMedium;
  readonly random: Random;
  readonly limits: Partial<DocumentLimits>;
  readonly onLog: (level: string, event: string, fields: LogFields | undefined) => void;
}

export class SimNode {
  readonly store: MemoryStore;
  readonly clock: Clock;
  readonly rooms: Rooms;
  isDead = false;
  /** How many of the operations asked of the store fail: 0 none, 1 all. */
  outage = 0;
  readonly #lanes: readonly Lane[];

  constructor({ steps, medium, random, limits, onLog }: SimNodeDependencies) {
    const storeLane = new Lane(steps, { isOrdered: false });
    const soonLane = new Lane(steps);
    this.#lanes = [storeLane, soonLane];
    this.clock = steps.clock.ofProcess(() => !this.isDead, soonLane.push);
    this.store = createMemoryStore(medium, {
      schedule: storeLane.push,
      fault: () => {
        if (this.outage === 0 || steps.die() >= this.outage) return undefined;
        return steps.die() < 0.5 ? 'before' : 'after';
      },
    });
    const at = (level: string) => (event: string, fields?: LogFields) => onLog(level, event, fields);
    const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    this.rooms = new Rooms({
      store: this.store,
      clock: this.clock,
      random,
      log,
      boardLimits: BOARD_LIMITS,
      nodeId: freshId(random),
      openDocuments: (room) => openBoardDocuments(room, { ...DOCUMENT_LIMITS, ...limits }),
    });
  }

  /** Runs as part of this process: not at all once that is dead. */
  readonly soon = (run: () => void): void => this.clock.soon(run);

  async room(board: BoardId): Promise<Room | undefined> {
    return this.rooms.open(board);
  }

  kill(): void {
    this.isDead = true;
    this.store.kill();
    for (const lane of this.#lanes) lane.clear();
  }

  lag(isLagging: boolean): void {
    if (isLagging) this.store.holdTails();
    else this.store.releaseTails();
  }
}

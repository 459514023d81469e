/** The boards open on this node: opened when somebody asks, closed when nobody has for a while. */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Cancel } from '../runtime/clock.ts';
import { describeFault } from '../runtime/log.ts';
import { endCode } from './join-codes.ts';
import { Room, type RoomDependencies } from './room.ts';
import { forgetWithdrawn } from './withdrawal.ts';

const IDLE_MS = 30_000;

export class Rooms {
  readonly dependencies: RoomDependencies;
  readonly #open = new Map<BoardId, Promise<Room | undefined>>();
  readonly #stopSweeping: Cancel;

  constructor(dependencies: RoomDependencies) {
    this.dependencies = dependencies;
    this.#stopSweeping = dependencies.clock.every(IDLE_MS / 3, () => this.#closeIdle());
  }

  get count(): number {
    return this.#open.size;
  }

  /** Undefined when there is no such board. @throws StoreUnavailable */
  async open(id: BoardId): Promise<Room | undefined> {
    const known = this.#open.get(id);
    const opening = known ?? this.#load(id);
    if (known === undefined) this.#open.set(id, opening);
    const room = await opening;
    if (room !== undefined && !room.isEnded) {
      room.touch();
      return room;
    }
    if (this.#open.get(id) === opening) this.#open.delete(id);
    return undefined;
  }

  /** The board, and the code that leads to it, are gone from every node. @throws StoreUnavailable */
  async erase(room: Room): Promise<void> {
    const { store } = this.dependencies;
    if (room.state.code !== undefined) await endCode(store, room.state.code);
    await store.erase(room.id);
    this.#open.delete(room.id);
  }

  async close(): Promise<void> {
    this.#stopSweeping();
    const opened = await Promise.allSettled([...this.#open.values()]);
    this.#open.clear();
    await Promise.all(
      opened.map(async (one) => (one.status === 'fulfilled' ? one.value?.close('restart') : undefined)),
    );
  }

  async #load(id: BoardId): Promise<Room | undefined> {
    try {
      const room = await Room.open(id, this.dependencies);
      if (room !== undefined) await forgetWithdrawn(room);
      return room;
    } catch (fault) {
      this.#open.delete(id);
      throw fault;
    }
  }

  #closeIdle(): void {
    for (const [id, opening] of this.#open) {
      opening
        .then(async (room) => {
          if (room === undefined || room.idleMs() < IDLE_MS || this.#open.get(id) !== opening) return;
          this.#open.delete(id);
          await room.close('refresh');
        })
        .catch((fault: unknown) => this.dependencies.log.warn('room.close', { fault: describeFault(fault) }));
    }
  }
}

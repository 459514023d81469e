/**
 * The live examples of this server: founds a board, has it played, and erases it, whatever happened in between. Only so
 * many at once. No fault of a play goes further than here; it is logged without content.
 */

import { parseCreateRequest, type CreateRequest } from '../../shared/board/commands.ts';
import type { BoardId } from '../../shared/board/ids.ts';
import type { Rejection, RejectionCode } from '../../shared/board/rejections.ts';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import { seedOf } from '../../shared/scenario/seeded.ts';
import { scriptWorkshop, type WorkshopScript } from '../../shared/scenario/workshop-script.ts';
import { creationOf, expectListeners } from '../play/cast.ts';
import type { Founded } from '../room/founding.ts';
import type { Cancel, Clock } from '../runtime/clock.ts';
import { describeFault, type Log } from '../runtime/log.ts';
import { freshId, type Random } from '../runtime/random.ts';
import type { ExamplePace } from './example-pace.ts';
import { ExamplePlay } from './example-play.ts';
import type { LeftBehind } from './left-behind.ts';

export interface ExamplesDependencies {
  /** At once. */
  readonly limit: number;
  readonly pace: ExamplePace;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly leftBehind: LeftBehind;
  /** Where this server can be reached from its own machine. */
  readonly origin: () => string;
  /** @throws StoreUnavailable */
  readonly found: (request: CreateRequest) => Promise<Founded | Rejection>;
  /** @throws StoreUnavailable */
  readonly erase: (board: BoardId) => Promise<void>;
}

/** An example may end this much later than its pace says before others take it for left behind. */
const SLACK_MS = 5 * 60 * 1000;

/** @throws Error when the scenario cannot be played, which a test would show first */
const scriptOf = (seed: number): WorkshopScript => {
  const scripted = scriptWorkshop(EXAMPLE_WORKSHOP, seed);
  if ('problem' in scripted) throw new Error(scripted.problem);
  return scripted.script;
};

export type Started = { readonly boardId: BoardId } | { readonly refused: Rejection | RejectionCode };

interface Running {
  readonly play: ExamplePlay;
  readonly ended: Promise<void>;
}

export class Examples {
  readonly #dependencies: ExamplesDependencies;
  readonly #running = new Set<Running>();
  readonly #stopSweeping: Cancel;
  #starting = 0;
  #isClosed = false;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(dependencies: ExamplesDependencies) {
    this.#dependencies = dependencies;
    expectListeners(dependencies.limit * EXAMPLE_WORKSHOP.participants.length);
    const { clock, pace } = dependencies;
    this.#stopSweeping = clock.every(pace.lastsMs, () => this.sweep());
  }

  /** @returns the board on which it plays. @throws StoreUnavailable */
  async start(): Promise<Started> {
    if (this.#isClosed) return { refused: 'shutting_down' };
    if (this.#running.size + this.#starting >= this.#dependencies.limit) return { refused: 'busy' };
    this.#starting++;
    try {
      return await this.#begin();
    } finally {
      this.#starting--;
    }
  }

  /** Erases what servers that died have left in the store. */
  sweep(): void {
    const { clock, pace, leftBehind } = this.#dependencies;
    this.#sweeping = this.#sweeping
      .then(async () => {
        const old = this.#isClosed ? [] : await leftBehind.since(clock.nowMs() - pace.lastsMs - SLACK_MS);
        for (const board of old) await this.#erase(board);
      })
      .catch((fault: unknown) => this.#report('example.sweep', fault));
  }

  /** Everybody leaves, and every board of an example is erased. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopSweeping();
    for (const { play } of this.#running) play.leave();
    await Promise.all([this.#sweeping, ...[...this.#running].map(({ ended }) => ended)]);
  }

  async #begin(): Promise<Started> {
    const { clock, random, found, leftBehind, origin, pace } = this.#dependencies;
    const script = scriptOf(seedOf(freshId(random)));
    // Never the visitor's own id: whoever repeats that of a creation is given its keys.
    const request = parseCreateRequest({ commandId: freshId(random), ...creationOf(script) });
    if (request === undefined) throw new Error('The example cannot be created');
    const founded = await found(request);
    if ('code' in founded) return { refused: founded };
    const { boardId, participantId, key } = founded;
    await leftBehind.note(boardId, clock.nowMs());
    if (this.#isClosed) {
      await this.#erase(boardId);
      return { refused: 'shutting_down' };
    }
    const membership = { url: origin(), boardId, participantId, key };
    const play = new ExamplePlay({ script, membership, pace, clock, random });
    const running: Running = { play, ended: this.#end(boardId, play).then(() => void this.#running.delete(running)) };
    this.#running.add(running);
    return { boardId };
  }

  /** Resolves when the board is gone. Never rejects. */
  async #end(board: BoardId, play: ExamplePlay): Promise<void> {
    try {
      await play.run();
    } catch (fault) {
      if (!this.#isClosed) this.#report('example.play', fault);
    }
    try {
      play.leave();
      await this.#erase(board);
    } catch (fault) {
      this.#report('example.erase', fault);
    }
  }

  async #erase(board: BoardId): Promise<void> {
    await this.#dependencies.erase(board);
    await this.#dependencies.leftBehind.forget(board);
  }

  #report(event: string, fault: unknown): void {
    this.#dependencies.log.warn(event, { fault: describeFault(fault) });
  }
}

/**
 * Keeps a session with one master open: after a loss it finds the master again and opens another, waiting longer from
 * attempt to attempt, never at the same moments as other nodes. While there is none, everything is refused at once.
 */

import type { Cancel, Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import { StoreUnavailable } from '../board-store.ts';
import type { Endpoint } from './address.ts';
import type { SessionEvents } from './opening.ts';
import type { Session } from './session.ts';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 3000;

export interface KeeperOptions {
  /** Where the master is now. @throws like `open` */
  readonly locate: () => Promise<Endpoint>;
  readonly open: (endpoint: Endpoint, events: SessionEvents) => Promise<Session>;
  readonly clock: Clock;
  readonly random: Random;
  /** A session has begun, the first one or a later one. */
  readonly onOpen: () => void;
  /** There is no session, or an attempt to open one failed. */
  readonly onFault: (reason: Error) => void;
  readonly onMisplaced: () => void;
}

type State =
  | { readonly kind: 'open'; readonly session: Session }
  | { readonly kind: 'retrying'; readonly reason: StoreUnavailable; readonly cancel: Cancel }
  | { readonly kind: 'opening'; readonly reason: StoreUnavailable }
  | { readonly kind: 'closed'; readonly reason: StoreUnavailable };

export class Keeper {
  readonly #options: KeeperOptions;
  #state: State = { kind: 'opening', reason: new StoreUnavailable('Redis is not connected yet') };
  #failures = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
  }

  /** The first attempt. @throws when it fails; it is then not repeated. */
  async start(): Promise<void> {
    await this.#open();
  }

  /** Attempts until one succeeds. */
  startPatiently(): void {
    this.#open().catch((error: unknown) => this.#retry(error));
  }

  /** @throws StoreUnavailable there is none at present */
  session(): Session {
    if (this.#state.kind === 'open') return this.#state.session;
    throw this.#state.reason;
  }

  close(): void {
    const reason = new StoreUnavailable('The store is closed');
    const before = this.#state;
    this.#state = { kind: 'closed', reason };
    if (before.kind === 'open') before.session.end(reason);
    if (before.kind === 'retrying') before.cancel();
  }

  async #open(): Promise<void> {
    const { locate, open, onMisplaced, onOpen } = this.#options;
    const onEnd = (reason: StoreUnavailable): void => {
      if (this.#state.kind === 'open') this.#retry(reason);
    };
    const session = await open(await locate(), { onEnd, onMisplaced });
    if (this.#state.kind === 'closed') {
      session.end(this.#state.reason);
      return;
    }
    // Lost before anybody could hear of it.
    if (!session.isOpen) throw new StoreUnavailable('The connection to Redis was lost at once');
    this.#failures = 0;
    this.#state = { kind: 'open', session };
    onOpen();
  }

  #retry(error: unknown): void {
    if (this.#state.kind === 'closed') return;
    const { clock, random, onFault } = this.#options;
    const fault = error instanceof Error ? error : new Error(String(error));
    const reason = fault instanceof StoreUnavailable ? fault : new StoreUnavailable(fault.message, { cause: fault });
    const delayMs = Math.min(FIRST_RETRY_MS * 2 ** this.#failures, LONGEST_RETRY_MS) * (0.5 + random.fraction());
    this.#failures += 1;
    const cancel = clock.after(delayMs, () => {
      this.#state = { kind: 'opening', reason };
      this.startPatiently();
    });
    this.#state = { kind: 'retrying', reason, cancel };
    onFault(fault);
  }
}

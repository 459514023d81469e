/**
 * Which master keeps a board: the only one, or the one that sentinels name (one-master.ts), or that of the board's
 * slot in a cluster (cluster.ts).
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import type { Access, Endpoint } from './address.ts';
import { openSession, type SessionEvents } from './opening.ts';
import type { Requirements } from './requirements.ts';
import type { Session } from './session.ts';

export interface Masters {
  /** @throws StoreUnavailable its master cannot be reached at present */
  sessionOf(board: BoardId): Session;
  /** With every master. @throws StoreUnavailable one of them cannot be reached at present */
  sessions(): readonly Session[];
  close(): void;
}

export interface MastersOptions {
  readonly access: Access;
  readonly clock: Clock;
  readonly random: Random;
  readonly allowsEverysec: boolean;
  readonly isReadOnly: boolean;
  /** Undefined: one if there are replicas at the start, else none. */
  readonly minReplicas: number | undefined;
  /** A session with some master has begun. */
  readonly onOpen: () => void;
  /** A session was lost, or could not be opened; it is tried again. */
  readonly onFault: (reason: Error) => void;
}

export type OpenSession = (endpoint: Endpoint, events: SessionEvents) => Promise<Session>;

export const opener =
  (
    options: MastersOptions,
    mode: Requirements['mode'],
    replicasToConfirm: (connected: number) => number,
  ): OpenSession =>
  (endpoint, events) => {
    const { access, clock, allowsEverysec, isReadOnly } = options;
    const requirements = { mode, allowsEverysec, isReadOnly };
    return openSession(endpoint, { access, clock, requirements, replicasToConfirm }, events);
  };

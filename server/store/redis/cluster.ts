/**
 * The masters of a Redis Cluster, one kept session each, and which of them keeps which slot. The map is read again when
 * a master is lost or says that a key lives elsewhere; until then boards of the slots concerned are unavailable.
 */

import { ErrorReply } from 'redis';
import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import { StoreUnavailable } from '../board-store.ts';
import { endpointText, type Access, type Endpoint } from './address.ts';
import { Keeper } from './keeper.ts';
import { slotOf } from './layout.ts';
import { openLink } from './link.ts';
import { opener, type Masters, type MastersOptions, type OpenSession } from './masters.ts';
import { whyNotLetIn } from './refusals.ts';
import { asList, asNumber, asText, type Reply } from './replies.ts';
import type { Session } from './session.ts';

interface Shard {
  readonly from: number;
  readonly to: number;
  readonly master: Endpoint;
  readonly replicas: number;
}

/** Cluster nodes tell each other of a change for longer than this; asking more often would find nothing new. */
const LOOK_AGAIN_MS = 250;

/** @throws like `openMasters` */
export async function openClusterMasters(seeds: readonly Endpoint[], options: MastersOptions): Promise<Masters> {
  const shards = await readShards(seeds, options.access, options.clock);
  const minReplicas = options.minReplicas ?? replicasOfAll(shards);
  const masters = new ClusterMasters(
    seeds,
    options,
    opener(options, 'cluster', () => minReplicas),
  );
  try {
    await masters.start(shards);
  } catch (error) {
    masters.close();
    throw error;
  }
  return masters;
}

class ClusterMasters implements Masters {
  readonly #seeds: readonly Endpoint[];
  readonly #options: MastersOptions;
  readonly #open: OpenSession;
  #keepers = new Map<string, Keeper>();
  #shards: readonly Shard[] = [];
  #isLooking = false;
  #isClosed = false;

  constructor(seeds: readonly Endpoint[], options: MastersOptions, open: OpenSession) {
    this.#seeds = seeds;
    this.#options = options;
    this.#open = open;
  }

  async start(shards: readonly Shard[]): Promise<void> {
    await Promise.all(this.#adopt(shards).map((keeper) => keeper.start()));
  }

  sessionOf(board: BoardId): Session {
    const slot = slotOf(board);
    const shard = this.#shards.find(({ from, to }) => from <= slot && slot <= to);
    const keeper = shard && this.#keepers.get(endpointText(shard.master));
    if (!keeper) throw new StoreUnavailable('No node of the Redis cluster keeps this board at present');
    return keeper.session();
  }

  sessions(): readonly Session[] {
    return [...this.#keepers.values()].map((keeper) => keeper.session());
  }

  close(): void {
    this.#isClosed = true;
    for (const keeper of this.#keepers.values()) keeper.close();
  }

  /** Answers with the keepers that are new. */
  #adopt(shards: readonly Shard[]): readonly Keeper[] {
    const before = this.#keepers;
    const added: Keeper[] = [];
    this.#shards = shards;
    this.#keepers = new Map();
    for (const { master } of shards) {
      const name = endpointText(master);
      if (this.#keepers.has(name)) continue;
      const keeper = before.get(name) ?? this.#keep(master);
      if (!before.has(name)) added.push(keeper);
      this.#keepers.set(name, keeper);
    }
    for (const [name, keeper] of before) if (!this.#keepers.has(name)) keeper.close();
    return added;
  }

  #keep(master: Endpoint): Keeper {
    const { clock, random, onOpen, onFault } = this.#options;
    return new Keeper({
      locate: () => Promise.resolve(master),
      open: this.#open,
      clock,
      random,
      onOpen,
      onFault: (reason) => {
        onFault(reason);
        this.#look();
      },
      onMisplaced: () => this.#look(),
    });
  }

  #look(): void {
    if (this.#isLooking || this.#isClosed) return;
    this.#isLooking = true;
    const { access, clock, onFault } = this.#options;
    const known = [...this.#shards.map(({ master }) => master), ...this.#seeds];
    readShards(known, access, clock)
      .then((shards) => {
        if (this.#isClosed) return;
        for (const keeper of this.#adopt(shards)) keeper.startPatiently();
      })
      // The keeper of what cannot be reached tries again, and has the map looked at again.
      .catch((error: unknown) => onFault(error instanceof Error ? error : new Error(String(error))))
      .finally(() => clock.after(LOOK_AGAIN_MS, () => (this.#isLooking = false)));
  }
}

/** Asks the nodes one after another until one answers. */
async function readShards(nodes: readonly Endpoint[], access: Access, clock: Clock): Promise<readonly Shard[]> {
  let reason: unknown = new StoreUnavailable('No node of the Redis cluster is known');
  for (const node of nodes) {
    try {
      const link = await openLink(node, access, clock, () => undefined);
      try {
        const shards = asList(await link.send(['CLUSTER', 'SLOTS'])).map((shard) => parseShard(asList(shard), node));
        if (shards.length > 0) return shards;
        reason = new StoreUnavailable(`The Redis cluster at ${endpointText(node)} keeps no slots`);
      } finally {
        link.end(new StoreUnavailable('The map was read'));
      }
    } catch (error) {
      reason = error instanceof ErrorReply ? whyNotLetIn(endpointText(node), error) : error;
    }
  }
  throw reason;
}

function parseShard([from, to, master, ...replicas]: readonly Reply[], asked: Endpoint): Shard {
  const [host, port] = asList(master);
  // A node that does not know its own name leaves it out: it is the one that was asked.
  const name = host === null ? '' : asText(host);
  return {
    from: asNumber(from),
    to: asNumber(to),
    master: { host: name === '' || name === '?' ? asked.host : name, port: asNumber(port) },
    replicas: replicas.length,
  };
}

function replicasOfAll(shards: readonly Shard[]): number {
  const [fewest, most] = [Math.min, Math.max].map((choose) => choose(...shards.map(({ replicas }) => replicas)));
  if (fewest === 0 && most !== 0) {
    throw new Error('REDIS_MIN_REPLICAS must be set: some masters of the cluster have replicas, others have none');
  }
  return Math.min(fewest ?? 0, 1);
}

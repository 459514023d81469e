/**
 * The board store that several nodes share: Redis 7 or later, alone, behind sentinels, or as a cluster. A board is a
 * few keys that one script changes in one step (redis/layout.ts, redis/scripts.ts); the server's order of commands is
 * the order of the board.
 *
 * Nothing is ever sent twice: whatever was not answered has an unknown outcome, and is StoreUnavailable to the caller.
 */

import type { BoardId } from '../../shared/board/ids.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { StoreUnavailable } from './board-store.ts';
import type { Append, Appended, BoardHead, BoardStore, Entry, Guard } from './board-store.ts';
import type { Refused, Seq, StreamContent, StreamName, TailHandlers, Unsubscribe } from './board-store.ts';
import { parseRedisUrl, type RedisAddress } from './redis/address.ts';
import { openClusterMasters } from './redis/cluster.ts';
import { Follower } from './redis/follower.ts';
import { boardOfMetaKey, channelOf, EVERY_META_KEY, metaKey } from './redis/layout.ts';
import type { Masters, MastersOptions } from './redis/masters.ts';
import { signalMessage } from './redis/messages.ts';
import { openOneMaster } from './redis/one-master.ts';
import { asBytes, asCount, asEntryId, asList, asNumber, asText, type Reply } from './redis/replies.ts';
import { askSentinels } from './redis/sentinel.ts';
import type { Session } from './redis/session.ts';

export interface RedisStoreOptions {
  /** `REDIS_URL`: see `parseRedisUrl`. */
  readonly url: string;
  readonly clock: Clock;
  readonly random: Random;
  /** `REDIS_MIN_REPLICAS`: replicas that must have an append before it is durable. Unset: 1 if there are any, else 0. */
  readonly minReplicas?: number | undefined;
  /** `REDIS_ALLOW_EVERYSEC`: accept a server that flushes once a second, or does not tell how it flushes. */
  readonly allowsEverysec?: boolean | undefined;
  /** Only what reads is allowed, and how the server keeps what is written is not looked at. */
  readonly isReadOnly?: boolean | undefined;
  /** Connections lost and attempts that failed, for the log. They are tried again. */
  readonly onFault?: ((fault: Error) => void) | undefined;
}

/** How long a tail that is cut off can be, to learn afterwards that its board was erased and not lost. */
const ERASED_KNOWN_FOR_S = 3600;
/** A store whose replicas are away does not become durable: what waits for them is given up. */
const CLOSE_WITHIN_MS = 3000;
const KEYS_AT_ONCE = '1000';

/** @throws Error or StoreUnavailable, with one line that says why the store cannot be used and never holds a password */
export async function openRedisStore(options: RedisStoreOptions): Promise<BoardStore> {
  const { clock, random } = options;
  const address = parseRedisUrl(options.url);
  const onFault = options.onFault ?? (() => undefined);
  const isReadOnly = options.isReadOnly ?? false;
  let look = (): void => undefined;
  const masters = await openMasters(address, {
    access: address.access,
    clock,
    random,
    allowsEverysec: options.allowsEverysec ?? false,
    isReadOnly,
    minReplicas: isReadOnly ? 0 : options.minReplicas,
    onOpen: () => look(),
    onFault,
  });
  const follower = new Follower({ sessionOf: (board) => masters.sessionOf(board), clock, onFault });
  look = () => follower.look();
  return new RedisStore(masters, follower, options, isReadOnly);
}

async function openMasters(address: RedisAddress, options: MastersOptions): Promise<Masters> {
  switch (address.kind) {
    case 'cluster':
      return openClusterMasters(address.seeds, options);
    case 'sentinel': {
      const { sentinels, masterName } = address;
      return openOneMaster(() => askSentinels(sentinels, masterName, options.clock), options);
    }
    case 'single':
      return openOneMaster(() => Promise.resolve(address.endpoint), options);
  }
}

class RedisStore implements BoardStore {
  readonly #masters: Masters;
  readonly #follower: Follower;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #isReadOnly: boolean;
  /** Appends that are not durable yet, for `close` to wait for. */
  readonly #underWay = new Set<Promise<unknown>>();
  #closing: Promise<void> | undefined;

  constructor(masters: Masters, follower: Follower, { clock, random }: RedisStoreOptions, isReadOnly: boolean) {
    this.#masters = masters;
    this.#follower = follower;
    this.#clock = clock;
    this.#random = random;
    this.#isReadOnly = isReadOnly;
  }

  async append(board: BoardId, batch: readonly Append[], guard: Guard = {}): Promise<Appended | Refused> {
    const session = this.#writableSessionOf(board);
    if (session.durability.isStalled()) {
      throw new StoreUnavailable('Too few replicas of Redis answer for an append to become durable');
    }
    const appending = session.run('append', metaKey(board), this.#appendArguments(batch, guard));
    const first = asNumber(await this.#kept(appending));
    if (first === -1) return { refused: 'head' };
    if (first === -2) return { refused: 'fence' };
    const durable = this.#kept(session.durability.reached(board));
    return { seqs: batch.map((_, index) => first + index), durable };
  }

  async read(board: BoardId, stream: StreamName): Promise<StreamContent> {
    const [head, upTo, bytes, log] = asList(await this.#sessionOf(board).run('read', metaKey(board), [stream]));
    if (head === undefined) return { entries: [], head: 0 };
    const entries = asList(log).map((entry) => parseEntry(asList(entry), stream));
    const content = { entries, head: asNumber(head) };
    return upTo === null ? content : { ...content, snapshot: { upTo: asNumber(upTo), bytes: asBytes(bytes) } };
  }

  async head(board: BoardId): Promise<BoardHead> {
    const [seq, fence] = asList(await this.#sessionOf(board).send(['HMGET', metaKey(board), 's', 'f']));
    return { seq: asCount(seq), fence: asCount(fence) };
  }

  async streams(board: BoardId): Promise<{ stream: StreamName; head: Seq }[]> {
    const fields = asList(await this.#sessionOf(board).send(['HGETALL', metaKey(board)]));
    return fields.flatMap((field, index) => {
      const name = index % 2 === 0 ? asText(field) : '';
      return name.startsWith('h:') ? [{ stream: name.slice(2), head: asNumber(fields[index + 1]) }] : [];
    });
  }

  async *boards(): AsyncGenerator<BoardId> {
    this.#assertOpen();
    const seen = new Set<BoardId>();
    for (const session of this.#masters.sessions()) {
      // A cursor means nothing to another server: if the session is lost, so is the rest of the list.
      let cursor = '0';
      do {
        const scan = ['SCAN', cursor, 'MATCH', EVERY_META_KEY, 'COUNT', KEYS_AT_ONCE];
        const [next, keys] = asList(await session.send(scan));
        for (const key of asList(keys)) {
          const board = boardOfMetaKey(asText(key));
          if (!seen.has(board)) yield board;
          seen.add(board);
        }
        cursor = asText(next);
      } while (cursor !== '0');
    }
  }

  async tail(board: BoardId, after: Seq, handlers: TailHandlers): Promise<Unsubscribe> {
    this.#assertOpen();
    return this.#follower.follow(board, after, handlers);
  }

  async compact(board: BoardId, stream: StreamName, upTo: Seq, snapshot: Uint8Array): Promise<void> {
    const session = this.#writableSessionOf(board);
    await this.#kept(session.run('compact', metaKey(board), [stream, String(upTo), Buffer.from(snapshot)]));
  }

  async erase(board: BoardId, stream?: StreamName): Promise<void> {
    const session = this.#writableSessionOf(board);
    const erasing =
      stream === undefined
        ? session.run('eraseBoard', metaKey(board), [String(ERASED_KNOWN_FOR_S)])
        : session.run('eraseStream', metaKey(board), [stream]);
    await this.#kept(erasing);
  }

  signal(board: BoardId, message: Uint8Array): void {
    const sending = async (): Promise<void> => {
      await this.#writableSessionOf(board).send(['SPUBLISH', channelOf(board), signalMessage(message)]);
    };
    sending().catch(() => 'Best effort.');
  }

  async ping(): Promise<void> {
    this.#assertOpen();
    const pinging = this.#masters.sessions().map((session) => session.tryWriting());
    await Promise.all(pinging);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#follower.close();
    const settling = async (): Promise<void> => {
      while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
    };
    await Promise.race([settling(), new Promise<void>((resolve) => this.#clock.after(CLOSE_WITHIN_MS, resolve))]);
    this.#masters.close();
  }

  #assertOpen(): void {
    if (this.#closing) throw new StoreUnavailable('The store is closed');
  }

  #sessionOf(board: BoardId): Session {
    this.#assertOpen();
    return this.#masters.sessionOf(board);
  }

  #writableSessionOf(board: BoardId): Session {
    if (this.#isReadOnly) throw new Error('The store was opened for reading only');
    return this.#sessionOf(board);
  }

  #kept<Answer>(work: Promise<Answer>): Promise<Answer> {
    this.#underWay.add(work);
    const forget = (): unknown => this.#underWay.delete(work);
    work.then(forget, forget);
    return work;
  }

  #appendArguments(batch: readonly Append[], { fence, heads = [] }: Guard): (string | Buffer)[] {
    const mark = Math.floor(this.#random.fraction() * 2 ** 32);
    const args: (string | Buffer)[] = [String(mark), fence === undefined ? '' : String(fence), String(heads.length)];
    for (const { stream, seq } of heads) args.push(stream, String(seq));
    for (const { stream, payload, raisesFence } of batch)
      args.push(stream, raisesFence ? '1' : '0', Buffer.from(payload));
    return args;
  }
}

function parseEntry([id, fields]: readonly Reply[], stream: StreamName): Entry {
  const [, payload] = asList(fields);
  return { seq: asEntryId(id).seq, stream, payload: asBytes(payload) };
}

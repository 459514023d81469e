/**
 * The connections to one master that are used together and end together: one for commands, one that listens to
 * channels, and, where replicas must confirm, one that waits for them. What was learned in one session holds for no
 * other. Made by opening.ts; everything here that fails does so with StoreUnavailable.
 */

import type { BoardId } from '../../../shared/board/ids.ts';
import type { Clock } from '../../runtime/clock.ts';
import { StoreUnavailable } from '../board-store.ts';
import { WAIT_MS, waitForReplicas, type Durability } from './durability.ts';
import { witnessKey } from './layout.ts';
import type { Link, Listener } from './link.ts';
import { asUnavailable, isMisplaced, isNoMaster, replyCode } from './refusals.ts';
import { asNumber, asText, type Reply } from './replies.ts';
import { parseInfo } from './requirements.ts';
import { SCRIPTS, type ScriptName } from './scripts.ts';

export interface SessionLinks {
  readonly commands: Link;
  readonly subscriber: Link;
  /** Undefined where the master alone is enough. */
  readonly witness: Link | undefined;
}

export interface SessionOptions {
  /** Host and port, for messages. */
  readonly where: string;
  readonly clock: Clock;
  /** How many replicas must have a write before it is durable. */
  readonly replicas: number;
  /** Called once, when the first of the connections is lost. */
  readonly onEnd: (reason: StoreUnavailable) => void;
  /** The server said that a key lives elsewhere. */
  readonly onMisplaced: () => void;
}

type Arguments = readonly (string | Buffer)[];

export class Session {
  readonly durability: Durability;
  readonly #links: SessionLinks;
  readonly #options: SessionOptions;
  #shas: ReadonlyMap<ScriptName, string>;
  #isOpen = true;

  constructor(links: SessionLinks, shas: ReadonlyMap<ScriptName, string>, options: SessionOptions) {
    this.#links = links;
    this.#shas = shas;
    this.#options = options;
    this.durability = waitForReplicas(options.replicas, (board) => this.#askReplicas(board), options.clock);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  end(reason: StoreUnavailable): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    for (const link of Object.values(this.#links) as (Link | undefined)[]) link?.end(reason);
    this.#options.onEnd(reason);
  }

  async send(args: Arguments): Promise<Reply> {
    try {
      return await this.#links.commands.send(args);
    } catch (error) {
      throw this.#fault(error);
    }
  }

  /** What is sent to one key is done in the order of the calls. */
  async run(script: ScriptName, key: string, args: Arguments): Promise<Reply> {
    try {
      return await this.#evaluate(this.#links.commands, script, [key], args);
    } catch (error) {
      if (replyCode(error) !== 'NOSCRIPT') throw this.#fault(error);
    }
    // Somebody emptied the server's cache of scripts. Nothing was done, so this cannot do it twice.
    try {
      this.#shas = await loadScripts(this.#links.commands);
      return await this.#evaluate(this.#links.commands, script, [key], args);
    } catch (error) {
      throw this.#fault(error);
    }
  }

  /** @param listener must not throw */
  async subscribe(channel: string, listener: Listener): Promise<void> {
    try {
      await this.#links.subscriber.subscribe(channel, listener);
    } catch (error) {
      throw this.#fault(error);
    }
  }

  /** @param listener the one that was given to `subscribe` */
  async unsubscribe(channel: string, listener: Listener): Promise<void> {
    try {
      await this.#links.subscriber.unsubscribe(channel, listener);
    } catch (error) {
      throw this.#fault(error);
    }
  }

  /** Resolves when the server would take an append, and as many replicas as must answer do. */
  async tryWriting(): Promise<void> {
    const { replicas, where } = this.#options;
    try {
      await this.#evaluate(this.#links.commands, 'tryWriting', [], []);
      if ((await this.#countReplicas(WAIT_MS / 2)) >= replicas) return;
    } catch (error) {
      throw this.#fault(error);
    }
    throw new StoreUnavailable(`Fewer than ${replicas} replicas of Redis at ${where} answer`);
  }

  /** Ends the session if the server is no longer a master. */
  async checkRole(): Promise<void> {
    const role = parseInfo(asText(await this.send(['INFO', 'replication']))).get('role');
    if (role !== 'master') this.end(new StoreUnavailable(`Redis at ${this.#options.where} is not the master any more`));
  }

  async #askReplicas(board: BoardId): Promise<number> {
    const { witness } = this.#links;
    if (!witness) return 0;
    const [, reached] = await Promise.all([
      this.#evaluate(witness, 'witness', [witnessKey(board)], []),
      this.#countReplicas(WAIT_MS),
    ]);
    return reached;
  }

  async #countReplicas(withinMs: number): Promise<number> {
    const { witness } = this.#links;
    return witness ? asNumber(await witness.send(['WAIT', String(this.#options.replicas), String(withinMs)])) : 0;
  }

  #evaluate(link: Link, script: ScriptName, keys: readonly string[], args: Arguments): Promise<Reply> {
    return link.send(['EVALSHA', this.#shas.get(script) ?? '', String(keys.length), ...keys, ...args]);
  }

  #fault(error: unknown): StoreUnavailable {
    const reason = asUnavailable(this.#options.where, error);
    const code = replyCode(error);
    if (isNoMaster(code)) this.end(reason);
    if (isMisplaced(code)) this.#options.onMisplaced();
    return reason;
  }
}

export async function loadScripts(link: Link): Promise<ReadonlyMap<ScriptName, string>> {
  const names = Object.keys(SCRIPTS) as ScriptName[];
  const loading = names.map(
    async (name) => [name, asText(await link.send(['SCRIPT', 'LOAD', SCRIPTS[name]]))] as const,
  );
  return new Map(await Promise.all(loading));
}

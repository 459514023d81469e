/**
 * How many sockets this node holds: in all, from one address, of one person. Asked in the upgrade, before anything is
 * allocated for the connection.
 */

import type { Duplex } from 'node:stream';
import type { ServerLimits } from '../limits.ts';

export class SocketLimits {
  readonly #limits: ServerLimits;
  readonly #exempt: ReadonlySet<string>;
  readonly #byAddress = new Map<string, number>();
  #all = 0;

  constructor(limits: ServerLimits, exempt: ReadonlySet<string>) {
    this.#limits = limits;
    this.#exempt = exempt;
  }

  get count(): number {
    return this.#all;
  }

  /** Counts the socket until it closes; false when there is no room for it. */
  admit(address: string, socket: Duplex): boolean {
    const held = this.#byAddress.get(address) ?? 0;
    const isCrowded = held >= this.#limits.socketsPerAddress && !this.#exempt.has(address);
    if (isCrowded || this.#all >= this.#limits.sockets) return false;
    this.#all++;
    this.#byAddress.set(address, held + 1);
    socket.once('close', () => {
      this.#all--;
      const left = (this.#byAddress.get(address) ?? 1) - 1;
      if (left > 0) this.#byAddress.set(address, left);
      else this.#byAddress.delete(address);
    });
    return true;
  }
}

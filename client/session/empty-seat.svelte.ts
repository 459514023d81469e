/** Since when this device has seen no facilitator connected. The server decides whether the seat may be taken (A6). */

import { EMPTY_SEAT_MS } from '../../shared/board/decide-people.ts';

export class EmptySeat {
  #sinceMs: number | null = $state.raw(null);

  /** @param nowMs by the clock of the server */
  look(isEmpty: boolean, nowMs: number): void {
    if (!isEmpty) this.#sinceMs = null;
    else this.#sinceMs ??= nowMs;
  }

  isLongEmpty(nowMs: number): boolean {
    return this.#sinceMs !== null && nowMs - this.#sinceMs >= EMPTY_SEAT_MS;
  }
}

/** Those who wait for the same thing, told together. */

interface Waiter<Thing> {
  readonly resolve: (thing: Thing) => void;
  readonly reject: (fault: unknown) => void;
}

export class Waiters<Thing> {
  #waiting: Waiter<Thing>[] = [];

  wait(): Promise<Thing> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  resolve(thing: Thing): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve(thing);
  }

  reject(fault: unknown): void {
    for (const { reject } of this.#waiting.splice(0)) reject(fault);
  }
}

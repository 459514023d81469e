/** A sentence once it has stood still for a while: for those who hear the page, who would hear every letter otherwise. */

export class Calm {
  #said = $state.raw('');

  /** Call while a component is made. @param what undefined leaves what was said last */
  constructor(what: () => string | undefined, afterMs: number) {
    $effect(() => {
      const next = what();
      if (next === undefined) return;
      const timer = setTimeout(() => (this.#said = next), afterMs);
      return () => clearTimeout(timer);
    });
  }

  get said(): string {
    return this.#said;
  }
}

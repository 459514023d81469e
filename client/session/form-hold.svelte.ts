/**
 * Keeps the form of a round on the screen while somebody types in it and the board moves on: nobody's typing is hidden
 * or interrupted (U3). The next phase shows around it; the form goes when its author puts it away.
 */

export interface TypingClock {
  /** Milliseconds that never jump. */
  readonly monotonicMs: () => number;
}

/** Whoever has pressed no key for so long is not typing. */
const TYPING_MS = 3000;

export class FormHold {
  readonly #clock: TypingClock;
  #round: number | undefined = $state.raw();
  #isHeld = $state.raw(false);
  #lastKeyMs = -Infinity;
  #isComposing = false;
  #isInField: () => boolean = () => false;

  constructor(clock: TypingClock) {
    this.#clock = clock;
  }

  /** The round whose form is on the screen. */
  get round(): number | undefined {
    return this.#round;
  }

  /** Whether the board has moved on from it. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** The form that is on the screen now. @param isInField whether the focus is in a field that is typed into */
  watch(isInField: () => boolean): void {
    this.#isInField = isInField;
  }

  /** A key was pressed in a field. */
  typed(): void {
    this.#lastKeyMs = this.#clock.monotonicMs();
  }

  /** A character is being put together, or is no longer. */
  composing(isComposing: boolean): void {
    this.#isComposing = isComposing;
    this.typed();
  }

  /** @param round whose form the board asks for now; undefined when it asks for none */
  follow(round: number | undefined): void {
    if (round === undefined && this.#round !== undefined && (this.#isHeld || this.#isTyping())) {
      this.#isHeld = true;
      return;
    }
    this.#isHeld = false;
    this.#round = round;
    if (round === undefined) this.#forget();
  }

  /** Its author puts the form away. */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#round = undefined;
    this.#forget();
  }

  #isTyping(): boolean {
    const isRecent = this.#isComposing || this.#clock.monotonicMs() - this.#lastKeyMs < TYPING_MS;
    return isRecent && this.#isInField();
  }

  #forget(): void {
    this.#lastKeyMs = -Infinity;
    this.#isComposing = false;
    this.#isInField = () => false;
  }
}

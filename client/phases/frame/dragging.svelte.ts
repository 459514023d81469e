/**
 * Carrying one row of a list to another place with a finger, a pen or a mouse. While it is carried nothing in the page
 * changes its order; rows only step aside, and the list scrolls where the pointer comes near an edge.
 */

export interface Row {
  /** Pixels. */
  readonly top: number;
  readonly height: number;
}

/** Where a row would land that is carried so far. @returns its index among all rows afterwards */
export const landing = (rows: readonly Row[], from: number, byPx: number): number => {
  const carried = rows[from];
  if (carried === undefined) return from;
  const middle = carried.top + carried.height / 2 + byPx;
  return rows.filter((row, index) => index !== from && row.top + row.height / 2 < middle).length;
};

/** How far a row steps aside for the one that is carried, in pixels. */
export const stepAside = (rows: readonly Row[], index: number, from: number, to: number): number => {
  const carried = rows[from];
  const [first, second] = rows;
  if (carried === undefined || first === undefined || second === undefined || index === from) return 0;
  const room = carried.height + second.top - first.top - first.height;
  if (index > from && index <= to) return -room;
  return index < from && index >= to ? room : 0;
};

interface Held {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly to: number;
  readonly byPx: number;
}

const EDGE_PX = 88;
const STEP_PX = 9;

const scrollerOf = (element: HTMLElement): Element => {
  for (let found = element.parentElement; found !== null; found = found.parentElement) {
    const { overflowY } = getComputedStyle(found);
    if ((overflowY === 'auto' || overflowY === 'scroll') && found.scrollHeight > found.clientHeight) return found;
  }
  return document.documentElement;
};

export class Dragging {
  #held: Held | null = $state.raw(null);
  #stop: () => void = () => undefined;

  /** Which row is carried; undefined while none is. */
  get from(): number | undefined {
    return this.#held?.from;
  }

  /** Pixels by which a row stands away from its place. */
  shiftOf(index: number): number {
    if (this.#held === null) return 0;
    const { rows, from, to, byPx } = this.#held;
    return index === from ? byPx : stepAside(rows, index, from, to);
  }

  /** Lets go of it where it came from. */
  cancel(): void {
    this.#stop();
  }

  /** @param drop told once, when it has been carried to another place */
  begin(event: PointerEvent, list: HTMLElement, from: number, drop: (to: number) => void): void {
    if (event.button !== 0 || !event.isPrimary || !(event.currentTarget instanceof HTMLElement)) return;
    this.cancel();
    const handle = event.currentTarget;
    const scroller = scrollerOf(list);
    const rows = [...list.children].map((row): Row => {
      const { top, height } = row.getBoundingClientRect();
      return { top, height };
    });
    const [startY, startScroll] = [event.clientY, scroller.scrollTop];
    let pointerY = startY;
    let frame = 0;
    let isCarried = false;

    const follow = () => {
      const byPx = pointerY - startY + scroller.scrollTop - startScroll;
      isCarried ||= Math.abs(byPx) > 4;
      if (isCarried) this.#held = { rows, from, byPx, to: landing(rows, from, byPx) };
    };
    const scroll = () => {
      if (isCarried && pointerY < EDGE_PX) scroller.scrollBy(0, -STEP_PX);
      else if (isCarried && pointerY > innerHeight - EDGE_PX) scroller.scrollBy(0, STEP_PX);
      follow();
      frame = requestAnimationFrame(scroll);
    };
    const move = ({ clientY }: PointerEvent) => {
      pointerY = clientY;
      follow();
    };
    const end = () => {
      const to = this.#held?.to;
      this.#stop();
      if (to !== undefined && to !== from) drop(to);
    };
    const cancel = () => this.#stop();
    const escape = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      this.#stop();
    };
    this.#stop = () => {
      cancelAnimationFrame(frame);
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', cancel);
      handle.removeEventListener('lostpointercapture', cancel);
      removeEventListener('keydown', escape, true);
      this.#held = null;
      this.#stop = () => undefined;
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', cancel);
    handle.addEventListener('lostpointercapture', cancel);
    addEventListener('keydown', escape, true);
    frame = requestAnimationFrame(scroll);
  }
}

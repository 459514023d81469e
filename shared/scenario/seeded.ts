/** Numbers that look random and are the same again for the same seed (mulberry32): scripts have no other chance in them. */

export interface Seeded {
  /** In [0, 1). */
  readonly fraction: () => number;
  /** A whole number from 0 up to, not including, `count`. */
  readonly below: (count: number) => number;
  /** @throws RangeError when there is nothing to pick from */
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

export const seeded = (seed: number): Seeded => {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(fraction() * count);
  return {
    fraction,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
};

/** A seed from words, so that each person of each script has one of their own (FNV-1a). */
export const seedOf = (...words: readonly string[]): number => {
  let hash = 0x811c9dc5;
  for (const unit of words.join('\u0000')) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

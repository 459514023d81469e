/** Numbers that look random and are the same again for the same seed, so that a failure has a name. */

import { seeded as seededParts } from '../../shared/scenario/seeded.ts';

export type Seeded = () => number;

/** A function that returns numbers in [0, 1). */
export const seeded = (seed: number): Seeded => seededParts(seed).fraction;

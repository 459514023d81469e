/** A reading as it hangs on the wall, with the id under which it hangs there. Pure. */

import type { RevealedReading, WithdrawnReading } from '../../shared/board/reading.ts';

export type HungReading = RevealedReading | WithdrawnReading;

export interface Hung {
  readonly readingId: string;
  readonly reading: HungReading;
}

export const isWithdrawn = (reading: HungReading): reading is WithdrawnReading => 'withdrawn' in reading;

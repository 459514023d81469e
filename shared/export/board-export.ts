/**
 * A board as its people may take it away, `readback-export/1`: what is on their screen and nothing beside it. Holds no id
 * of the board, no key, no code, no caller and no time of the export (D12), so two people who see the same get the same
 * file. Every other form of export is made from this one, and can hold no more than it does.
 */

import type { Dimension } from '../board/dimension.ts';
import type { Answer, Nod } from '../board/reading.ts';
import type { Rules } from '../board/rules.ts';
import type { Phase } from '../board/state.ts';

export const EXPORT_SCHEMA = 'readback-export/1';

/** `p1`, `p2` … in the order in which people came. */
export type PersonAlias = string;
/** `r1`, `r2` … in the order in which readings hung; the same in all rounds, and telling nothing of whose it is. */
export type ReadingAlias = string;

export interface ExportedPerson {
  readonly id: PersonAlias;
  /** Null once its owner has withdrawn it. */
  readonly name: string | null;
  readonly function?: string;
  readonly facilitator: boolean;
  readonly reads: boolean;
  /** Was removed; named here because something on the board still names them. */
  readonly former?: true;
}

export interface ExportedReading {
  readonly id: ReadingAlias;
  /** Only where names are shown. */
  readonly by?: PersonAlias;
  readonly late?: true;
  readonly nod: Nod | null;
  /** By question; persons are aliases or `ext:<name>`. */
  readonly answers: { readonly [question: string]: Answer };
}

/** Its author took it back: a gap that stays visible. */
export interface ExportedGap {
  readonly id: ReadingAlias;
  readonly withdrawn: true;
}

export interface ExportedRound {
  readonly number: number;
  readonly status: 'writing' | 'paused' | 'revealed';
  readonly openedAt: string;
  readonly wordingVersion: number;
  readonly wording: string;
  readonly rules: Rules;
  readonly questions: readonly Dimension[];
  /** Null while they are not revealed, or not yet to whoever exports. */
  readonly readings: readonly (ExportedReading | ExportedGap)[] | null;
}

/** Days are ISO 8601 in the board's time zone, moments ISO 8601 in UTC. */
export interface BoardExport {
  readonly schema: typeof EXPORT_SCHEMA;
  readonly title: string | null;
  readonly timeZone: string;
  readonly createdAt: string;
  readonly phase: Phase;
  readonly closedOn: string | null;
  readonly returnOn: string | null;
  readonly rules: Rules;
  readonly wording: string;
  readonly wordings: readonly { readonly version: number; readonly text: string; readonly at: string }[];
  readonly people: readonly ExportedPerson[];
  readonly questions: readonly Dimension[];
  readonly rounds: readonly ExportedRound[];
  /** Where names are off: readings whose authors said that they are theirs. */
  readonly claims: readonly { readonly reading: ReadingAlias; readonly by: PersonAlias }[];
  readonly notes: readonly { readonly question: string; readonly text: string }[];
  readonly replies: readonly {
    readonly question: string;
    readonly by: PersonAlias;
    readonly at: string;
    readonly text: string;
  }[];
  readonly marks: readonly { readonly question: string; readonly matters: number; readonly open: number }[];
}

export const isGap = (reading: ExportedReading | ExportedGap): reading is ExportedGap => 'withdrawn' in reading;

/**
 * What stands in the documents of a board, as plain values: the shared texts, everybody's drafts, the wall. For boards
 * that are played without a server. Nothing is changed in place, so every moment of a recording keeps its own.
 */

import type { Dimension } from '../../shared/board/dimension.ts';
import type { DimensionId, ParticipantId, ReadingId } from '../../shared/board/ids.ts';
import {
  settleReading,
  type AnswerState,
  type AnswerValue,
  type RawReading,
  type RevealedReading,
  type WithdrawnReading,
} from '../../shared/board/reading.ts';
import { showsNames } from '../../shared/board/rules.ts';
import type { Participant, Round } from '../../shared/board/state.ts';

/** What an answer was when it was carried over from an earlier round. */
export interface Carried {
  readonly state: AnswerState | null;
  readonly value: AnswerValue;
  readonly raw: string | null;
  readonly text: string;
}

export interface DraftAnswer {
  readonly state?: AnswerState;
  readonly value?: AnswerValue;
  readonly raw?: string;
  /** Questions of the type text have this instead of `value` and `raw`. */
  readonly text?: string;
  readonly kept?: boolean;
  readonly carried?: Carried;
}

export interface DraftNod {
  readonly fist?: number;
  readonly sure?: number;
  readonly reason?: string;
}

export interface Draft {
  readonly answers: ReadonlyMap<DimensionId, DraftAnswer>;
  readonly nod: DraftNod;
}

type Hung = RevealedReading | WithdrawnReading;

export interface Papers {
  readonly wording: string;
  readonly notes: ReadonlyMap<DimensionId, string>;
  /** By `draftKey`. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** By round and reading. */
  readonly wall: ReadonlyMap<number, ReadonlyMap<ReadingId, Hung>>;
}

export const NO_PAPERS: Papers = { wording: '', notes: new Map(), drafts: new Map(), wall: new Map() };

export const draftKey = (round: number, person: ParticipantId): string => `${String(round)} ${person}`;

const carriedFrom = ({ state, value, raw, text }: DraftAnswer): Carried => ({
  state: state ?? null,
  value: value ?? null,
  raw: raw ?? null,
  text: text ?? '',
});

/** An answer where something was carried over: to say the same once more is to keep it. */
export const overCarried = (answer: DraftAnswer, carried: Carried): DraftAnswer =>
  JSON.stringify(carriedFrom(answer)) === JSON.stringify(carried)
    ? { ...answer, carried, kept: true }
    : { ...answer, carried };

/** Whether its author wrote or kept it, as opposed to found it there. */
const isTouched = (answer: DraftAnswer): boolean => {
  const now = carriedFrom(answer);
  if (answer.carried === undefined) return JSON.stringify(now) !== JSON.stringify(carriedFrom({}));
  return answer.kept === true || JSON.stringify(now) !== JSON.stringify(answer.carried);
};

/** The empty form, with what somebody answered before where a question is still asked in the same way. */
const firstDraft = (dimensions: readonly Dimension[], earlier: Draft | undefined): Draft => {
  const answers = dimensions.map(({ id, type }): [DimensionId, DraftAnswer] => {
    const before = earlier?.answers.get(id);
    const isCarried = before !== undefined && isTouched(before) && (type === 'text') === (before.text !== undefined);
    if (!isCarried) return [id, type === 'text' ? { text: '' } : {}];
    const { kept: _, carried: __, ...found } = before;
    return [id, { ...found, carried: carriedFrom(found) }];
  });
  return { answers: new Map(answers), nod: {} };
};

export const draftOf = (papers: Papers, round: Round, person: ParticipantId): Draft => {
  const found = papers.drafts.get(draftKey(round.number, person));
  if (found !== undefined) return found;
  for (let number = round.number - 1; number > 0; number--) {
    const earlier = papers.drafts.get(draftKey(number, person));
    if (earlier !== undefined) return firstDraft(round.dimensions, earlier);
  }
  return firstDraft(round.dimensions, undefined);
};

const rawReading = ({ answers, nod }: Draft): RawReading => ({
  answers: new Map([...answers].map(([id, answer]) => [id, { ...answer, isTouched: isTouched(answer) }])),
  ...(Object.keys(nod).length === 0 ? {} : { nod }),
});

/** The reading as it hangs on the wall; undefined for somebody who wrote nothing. */
export const settledReading = (
  papers: Papers,
  round: Round,
  { id, readingId }: Participant,
  isLate = false,
): RevealedReading | undefined => {
  const settled = settleReading(round.dimensions, rawReading(draftOf(papers, round, id)));
  if (settled === undefined) return undefined;
  return {
    ...settled,
    ...(showsNames(round.rules) ? { by: id } : {}),
    salt: `salt of ${readingId}`,
    ...(isLate ? { late: true as const } : {}),
  };
};

export const withHung = (papers: Papers, round: number, hung: readonly (readonly [ReadingId, Hung])[]): Papers => {
  const before = papers.wall.get(round) ?? new Map<ReadingId, Hung>();
  return { ...papers, wall: new Map(papers.wall).set(round, new Map([...before, ...hung])) };
};

export const withDraft = (papers: Papers, round: number, person: ParticipantId, draft: Draft): Papers => ({
  ...papers,
  drafts: new Map(papers.drafts).set(draftKey(round, person), draft),
});

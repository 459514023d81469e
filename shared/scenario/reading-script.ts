/** What one person does to their reading document during one round, act by act, with the pauses of a human. */

import type { DimensionId } from '../board/ids.ts';
import type { Answer, AnswerState, AnswerValue } from '../board/reading.ts';
import type { MappedDimension } from './case-dimensions.ts';
import type { Seeded } from './seeded.ts';
import { typing, type Stroke } from './typing.ts';

export type Deed =
  | { readonly kind: 'nod'; readonly fist: number }
  | { readonly kind: 'sure'; readonly sure: number }
  | { readonly kind: 'stroke'; readonly dimension: DimensionId; readonly stroke: Stroke }
  | { readonly kind: 'state'; readonly dimension: DimensionId; readonly state: AnswerState }
  /** The value in the words of the case: whoever plays knows who is who on the board. */
  | { readonly kind: 'choose'; readonly dimension: DimensionId; readonly value: AnswerValue }
  /** Stands by what was carried over from the round before. */
  | { readonly kind: 'keep'; readonly dimension: DimensionId }
  /** Empties a field in which something was carried over. */
  | { readonly kind: 'clear'; readonly dimension: DimensionId };

export interface Act {
  /** Time that passes before it, for somebody who types at the speed of a human. */
  readonly pauseMs: number;
  readonly deed: Deed;
}

export interface ReadingScript {
  readonly acts: readonly Act[];
  /** Words that stood in a field and were deleted again: nobody may ever see them. */
  readonly drafts: readonly string[];
}

export interface ScriptedAnswer {
  readonly asked: MappedDimension;
  readonly answer: Answer;
  /** Of the round before, carried over into this one. */
  readonly earlier?: Answer;
}

export interface ReadingPlan {
  readonly fist: number | null;
  readonly sure: number | null;
  readonly answers: readonly ScriptedAnswer[];
}

const THINK_MS = { least: 400, more: 1200 };
const KEY_MS = { least: 60, more: 120 };
const CHANGE_OF_MIND_SHARE = 0.3;

const isSame = (a: Answer, b: Answer): boolean =>
  JSON.stringify([a.state, a.value, a.raw]) === JSON.stringify([b.state, b.value, b.raw]);

/** Another option first, then the one that is meant. */
const hesitation = ({ asked, answer }: ScriptedAnswer, chance: Seeded): Deed[] => {
  const others = [...asked.choiceIds.keys()].filter((text) => text !== answer.value);
  if (asked.dimension.type !== 'single' || others.length === 0 || chance.fraction() >= CHANGE_OF_MIND_SHARE) return [];
  return [{ kind: 'choose', dimension: asked.dimension.id, value: chance.pick(others) }];
};

const answering = (scripted: ScriptedAnswer, chance: Seeded): { deeds: Deed[]; drafts: readonly string[] } => {
  const { asked, answer, earlier } = scripted;
  const dimension = asked.dimension.id;
  if (answer.state === 'skipped' && answer.raw === '') return { deeds: [], drafts: [] };
  if (earlier !== undefined && isSame(earlier, answer)) return { deeds: [{ kind: 'keep', dimension }], drafts: [] };
  const { strokes, drafts } = typing(answer.raw, chance);
  const isValueChosen = asked.dimension.type !== 'text' && answer.state === 'answered';
  const deeds: Deed[] = [
    ...(earlier === undefined || earlier.state === 'skipped' ? [] : [{ kind: 'clear', dimension } as const]),
    ...strokes.map((stroke) => ({ kind: 'stroke', dimension, stroke }) as const),
    ...(isValueChosen
      ? [...hesitation(scripted, chance), { kind: 'choose', dimension, value: answer.value } as const]
      : []),
    { kind: 'state', dimension, state: answer.state },
  ];
  return { deeds, drafts };
};

const withPauses = (deeds: readonly Deed[], chance: Seeded): Act[] =>
  deeds.map((deed, index) => {
    const { least, more } = deed.kind === 'stroke' && index > 0 ? KEY_MS : THINK_MS;
    return { pauseMs: least + chance.below(more), deed };
  });

export const scriptReading = ({ fist, sure, answers }: ReadingPlan, chance: Seeded): ReadingScript => {
  const nod: Deed[] = [
    ...(fist === null ? [] : [{ kind: 'nod', fist } as const]),
    ...(sure === null ? [] : [{ kind: 'sure', sure } as const]),
  ];
  const answered = answers.map((scripted) => answering(scripted, chance));
  return {
    acts: [nod, ...answered.map(({ deeds }) => deeds)].flatMap((deeds) => withPauses(deeds, chance)),
    drafts: answered.flatMap(({ drafts }) => drafts),
  };
};

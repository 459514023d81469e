/**
 * A question while somebody has its form open: what is typed, for every type at once, so that changing the type there
 * and back loses nothing; and the way from a question to its draft and back. Pure.
 */

import {
  parseDimension,
  type Choice,
  type Dimension,
  type DimensionConfig,
  type DimensionType,
} from '../../../shared/board/dimension.ts';
import { parseDimensionId } from '../../../shared/board/ids.ts';
import { graphemes, isBlank } from '../../../shared/board/plain-text.ts';
import { BOARD_LIMITS, LENGTHS } from '../../../shared/protocol/limits.ts';
import { readNumber, showNumber } from './typed-number.ts';

export type Direction = NonNullable<DimensionConfig['date']['direction']>;

export interface ConversionDraft {
  readonly id: string;
  readonly unit: string;
  readonly factor: string;
}

export interface QuestionDraft {
  readonly type: DimensionType;
  readonly label: string;
  readonly prompt: string;
  readonly term?: string | undefined;
  readonly toleranceDays: string;
  readonly direction: Direction | null;
  readonly unit: string;
  readonly absolute: string;
  readonly percent: string;
  readonly conversions: readonly ConversionDraft[];
  readonly choices: readonly Choice[];
  readonly isOrdered: boolean;
}

export type DraftField =
  'label' | 'prompt' | 'toleranceDays' | 'unit' | 'absolute' | 'percent' | 'conversions' | 'choices';
export type Trouble =
  | 'empty'
  | 'tooLong'
  | 'notANumber'
  | 'notDays'
  | 'notAShare'
  | 'notAFactor'
  | 'tooFew'
  | 'tooMany'
  | 'twice'
  | 'unreadable';
export type Troubles = { readonly [Field in DraftField]?: Trouble };

const EMPTY: Omit<QuestionDraft, 'type'> = {
  label: '',
  prompt: '',
  toleranceDays: '',
  direction: null,
  unit: '',
  absolute: '',
  percent: '',
  conversions: [],
  choices: [],
  isOrdered: false,
};

/** @param choices to be filled in, where the type asks for some */
export const emptyDraft = (type: DimensionType, choices: readonly Choice[] = []): QuestionDraft => ({
  ...EMPTY,
  type,
  choices,
});

export const takesChoices = (type: DimensionType): boolean =>
  type === 'single' || type === 'multi' || type === 'ranking';

const shown = (amount: number | undefined): string => (amount === undefined || amount === 0 ? '' : showNumber(amount));

export const draftOf = (dimension: Dimension, freshId: () => string): QuestionDraft => {
  const { type, label, prompt, term } = dimension;
  const common = { ...EMPTY, type, label, prompt, ...(term === undefined ? {} : { term }) };
  switch (dimension.type) {
    case 'text':
    case 'persons':
      return common;
    case 'date': {
      const { toleranceDays, direction } = dimension.config;
      return { ...common, toleranceDays: shown(toleranceDays), direction: direction ?? null };
    }
    case 'number': {
      const { unit = '', tolerance, convert = {}, direction } = dimension.config;
      // The form reckons in the unit it names; a board may reckon in another one of the list.
      const base = convert[unit] ?? 1;
      return {
        ...common,
        unit,
        absolute: shown(tolerance?.abs === undefined ? undefined : tolerance.abs / base),
        percent: shown(tolerance?.rel === undefined ? undefined : tolerance.rel * 100),
        direction: direction ?? null,
        conversions: Object.entries(convert)
          .filter(([name]) => name !== unit)
          .map(([name, factor]) => ({ id: freshId(), unit: name, factor: showNumber(factor / base) })),
      };
    }
    case 'single':
      return { ...common, choices: dimension.config.options, isOrdered: dimension.config.ordered ?? false };
    case 'multi':
      return { ...common, choices: dimension.config.options };
    case 'ranking':
      return { ...common, choices: dimension.config.items };
  }
};

/** Lines that were begun and left empty do not count. */
const filled = (choices: readonly Choice[]): Choice[] =>
  choices.map(({ id, label }) => ({ id, label: label.trim() })).filter(({ label }) => !isBlank(label));

const begun = (conversions: readonly ConversionDraft[]): ConversionDraft[] =>
  conversions
    .map(({ id, unit, factor }) => ({ id, unit: unit.trim(), factor: factor.trim() }))
    .filter(({ unit, factor }) => unit !== '' || factor !== '');

const isTooLong = (text: string, most: number): boolean => graphemes(text.trim(), most) > most;
const hasTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;

const choiceTrouble = (choices: readonly Choice[]): Trouble | undefined => {
  const found = filled(choices);
  if (found.length < 2) return 'tooFew';
  if (found.length > BOARD_LIMITS.options) return 'tooMany';
  if (found.some(({ label }) => isTooLong(label, LENGTHS.option))) return 'tooLong';
  return hasTwice(found.map(({ label }) => label)) ? 'twice' : undefined;
};

const conversionTrouble = ({ conversions, unit }: QuestionDraft): Trouble | undefined => {
  const found = begun(conversions);
  if (found.some((conversion) => conversion.unit === '')) return 'empty';
  if (found.some(({ factor }) => (readNumber(factor) ?? 0) <= 0)) return 'notAFactor';
  if (found.some((conversion) => isTooLong(conversion.unit, LENGTHS.unit))) return 'tooLong';
  return hasTwice([unit.trim(), ...found.map((conversion) => conversion.unit)]) ? 'twice' : undefined;
};

/** Everything that is the matter with a draft; empty when it can be sent. */
export const troublesOf = (draft: QuestionDraft): Troubles => {
  const { type, label, prompt, toleranceDays, unit, absolute, percent, choices } = draft;
  const days = toleranceDays.trim() === '' ? 0 : readNumber(toleranceDays);
  const share = percent.trim() === '' ? 0 : readNumber(percent);
  const found: Record<DraftField, Trouble | undefined | false> = {
    label: isBlank(label) ? 'empty' : isTooLong(label, LENGTHS.label) && 'tooLong',
    prompt: isTooLong(prompt, LENGTHS.prompt) && 'tooLong',
    toleranceDays: type === 'date' && (days === undefined || !Number.isInteger(days) || days > 3660) && 'notDays',
    unit: type === 'number' && isTooLong(unit, LENGTHS.unit) && 'tooLong',
    absolute: type === 'number' && absolute.trim() !== '' && readNumber(absolute) === undefined && 'notANumber',
    percent: type === 'number' && (share === undefined || share > 100) && 'notAShare',
    conversions: type === 'number' && conversionTrouble(draft),
    choices: takesChoices(type) && choiceTrouble(choices),
  };
  return Object.fromEntries(Object.entries(found).filter(([, trouble]) => trouble !== undefined && trouble !== false));
};

/**
 * Options that a program gave as plain lines have the line as their id, which only a line may have. @returns them as they
 * can be sent: as lines again, or, once they are called otherwise, under an id of their own
 */
const sendable = (choices: readonly Choice[]): (Choice | string)[] => {
  const taken = new Set(choices.map(({ id }) => id));
  return choices.map((choice, index) => {
    if (parseDimensionId(choice.id) !== undefined) return choice;
    if (choice.id === choice.label) return choice.label;
    let id = `option-${String(index + 1)}`;
    while (taken.has(id)) id = `${id}-`;
    taken.add(id);
    return { id, label: choice.label };
  });
};

const configOf = (draft: QuestionDraft): unknown => {
  const { type, direction, choices } = draft;
  const meant = direction === null ? {} : { direction };
  switch (type) {
    case 'text':
    case 'persons':
      return {};
    case 'date':
      return { toleranceDays: readNumber(draft.toleranceDays) ?? 0, ...meant };
    case 'number': {
      const unit = draft.unit.trim();
      const absolute = readNumber(draft.absolute) ?? 0;
      const share = readNumber(draft.percent) ?? 0;
      const convert = Object.fromEntries(begun(draft.conversions).map((line) => [line.unit, readNumber(line.factor)]));
      return {
        ...(unit === '' ? {} : { unit }),
        ...(absolute + share === 0
          ? {}
          : {
              tolerance: { ...(absolute === 0 ? {} : { abs: absolute }), ...(share === 0 ? {} : { rel: share / 100 }) },
            }),
        ...(Object.keys(convert).length === 0
          ? {}
          : { convert: { ...(unit === '' ? {} : { [unit]: 1 }), ...convert } }),
        ...meant,
      };
    }
    case 'single':
      return { options: sendable(filled(choices)), ...(draft.isOrdered ? { ordered: true } : {}) };
    case 'multi':
      return { options: sendable(filled(choices)) };
    case 'ranking':
      return { items: sendable(filled(choices)) };
  }
};

/** The question a draft asks; undefined where the board could not keep it, which `troublesOf` does not always foresee. */
export const dimensionOf = (draft: QuestionDraft, id: string): Dimension | undefined => {
  const { type, label, prompt, term } = draft;
  return parseDimension({ id, type, label, prompt, config: configOf(draft), ...(term === undefined ? {} : { term }) });
};

type Settings = Readonly<Record<string, unknown>>;
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What changed from `before` to `after`, laid over what others have made of it meanwhile. */
const overlaid = (before: Settings, after: Settings, now: Settings): Settings => {
  const merged = { ...now };
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isSame(before[name], after[name])) continue;
    if (after[name] === undefined) delete merged[name];
    else merged[name] = after[name];
  }
  return merged;
};

/**
 * What to send for a question that was changed in its form: only what this person has changed, so that what others
 * changed meanwhile stays. Empty when nothing has.
 * @param before as the form had it when it was opened
 * @param now as it is on the board
 */
export const patchFor = (before: Dimension, after: Dimension, now: Dimension): Settings => {
  const patch: Record<string, unknown> = {};
  if (after.label !== before.label) patch['label'] = after.label;
  if (after.prompt !== before.prompt) patch['prompt'] = after.prompt;
  const isConfigChanged = !isSame(before.config, after.config);
  if (after.type !== before.type || (isConfigChanged && now.type !== before.type)) {
    patch['type'] = after.type;
    patch['config'] = after.config;
  } else if (isConfigChanged) patch['config'] = overlaid(before.config, after.config, now.config);
  return patch;
};

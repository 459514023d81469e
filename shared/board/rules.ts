/**
 * The rules of a board: who sees what, when, with which name. Chosen while framing, frozen with the round, shown above
 * the form (S8).
 */

import * as v from 'valibot';

export const rulesSchema = v.object({
  /** `sealed`: hidden until the reveal. `open`: visible as it is typed, always with names. */
  mode: v.picklist(['sealed', 'open']),
  /** Whether names stand beside readings once they are revealed. */
  names: v.boolean(),
  /** Whether counts of answers are shown while a sealed round is written. */
  pulse: v.boolean(),
  /** Who may edit wording and questions while framing. */
  framing: v.picklist(['everyone', 'facilitator']),
  /** Whether a facilitator lets each joiner in. */
  approval: v.boolean(),
  /** Whether a participant may take the facilitator's seat after ten minutes without one. */
  openSeat: v.boolean(),
  /** Length of a round; time running out never ends it (A7). */
  minutes: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24 * 60)))),
});

export type Rules = v.InferOutput<typeof rulesSchema>;

export const FIRST_RULES: Rules = {
  mode: 'sealed',
  names: false,
  pulse: true,
  framing: 'everyone',
  approval: false,
  openSeat: true,
};

/** Open rounds always show names (S7). */
export const showsNames = (rules: Rules): boolean => rules.names || rules.mode === 'open';

/** Whether two sets of rules promise the same to those who write. */
export const areSameRules = (a: Rules, b: Rules): boolean =>
  a.mode === b.mode && showsNames(a) === showsNames(b) && a.pulse === b.pulse;

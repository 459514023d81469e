/**
 * What the people of the example workshop do once the readings are revealed: a mark here, a reply there, and the
 * facilitator leads to one question. In order; nobody waits for anybody who is not in it.
 */

export interface TalkAct {
  /** Time that passes before it, for somebody who reads and types at the speed of a human. */
  readonly pauseMs: number;
  /** Participant of the case. */
  readonly who: string;
  readonly deed:
    | { readonly kind: 'reply'; readonly question: string; readonly text: string }
    | { readonly kind: 'mark'; readonly question: string; readonly mark: 'matters' | 'open' }
    | { readonly kind: 'claim' }
    /** Everyone is shown this question. */
    | { readonly kind: 'spotlight'; readonly question: string };
}

export const EXAMPLE_TALK: readonly TalkAct[] = [
  { pauseMs: 9000, who: 'odile', deed: { kind: 'mark', question: 'meetings', mark: 'matters' } },
  { pauseMs: 3000, who: 'tariq', deed: { kind: 'mark', question: 'meetings', mark: 'matters' } },
  { pauseMs: 6000, who: 'jonas', deed: { kind: 'claim' } },
  {
    pauseMs: 8000,
    who: 'jonas',
    deed: { kind: 'reply', question: 'meetings', text: 'If customers count too, I would have to move nine calls.' },
  },
  { pauseMs: 4000, who: 'wanjiru', deed: { kind: 'mark', question: 'meetings', mark: 'matters' } },
  { pauseMs: 5000, who: 'maren', deed: { kind: 'spotlight', question: 'meetings' } },
  {
    pauseMs: 11_000,
    who: 'wanjiru',
    deed: {
      kind: 'reply',
      question: 'meetings',
      text: 'I took it as everything. Calls with customers on a Wednesday are new to me.',
    },
  },
  { pauseMs: 7000, who: 'maren', deed: { kind: 'mark', question: 'decide_by', mark: 'open' } },
  {
    pauseMs: 9000,
    who: 'maren',
    deed: { kind: 'reply', question: 'trial', text: 'Four, six and twelve. Let us write a number into the wording.' },
  },
];

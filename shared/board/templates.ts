/** Sets of questions to start from. */

import { parseDimension, type Dimension } from './dimension.ts';

type Draft = Record<string, unknown>;

const OWNER: Draft = { id: 'who', type: 'persons', label: 'Who', prompt: 'Who makes sure that it happens?' };
const BY_WHEN: Draft = {
  id: 'by_when',
  type: 'date',
  label: 'By when',
  prompt: 'By when is it there?',
  config: { toleranceDays: 0, direction: 'by' },
};

const DRAFTS = {
  operational: [
    { id: 'what', type: 'text', label: 'What will exist', prompt: 'What will exist that does not exist today?' },
    OWNER,
    BY_WHEN,
    { id: 'done', type: 'text', label: 'How we know it is done', prompt: 'How will we know that it is done?' },
    { id: 'stop', type: 'text', label: 'What we stop', prompt: 'What do we stop or not do for it?' },
  ],
  handover: [
    { id: 'what', type: 'text', label: 'What is handed over', prompt: 'What is handed over, and in which state?' },
    { id: 'who', type: 'persons', label: 'To whom', prompt: 'Who answers for it afterwards?' },
    BY_WHEN,
    { id: 'open', type: 'text', label: 'What stays open', prompt: 'What is left undone at the handover?' },
  ],
  scope_cut: [
    { id: 'in', type: 'text', label: 'What stays in', prompt: 'What will be made in any case?' },
    { id: 'out', type: 'text', label: 'What is left out', prompt: 'What will not be made?' },
    BY_WHEN,
    OWNER,
  ],
  working_agreement: [
    { id: 'what', type: 'text', label: 'What each of us does', prompt: 'What does each of us do from now on?' },
    {
      id: 'from',
      type: 'date',
      label: 'From when',
      prompt: 'From when?',
      config: { toleranceDays: 0, direction: 'on' },
    },
    { id: 'exceptions', type: 'text', label: 'Exceptions', prompt: 'When does it not apply?' },
    { id: 'check', type: 'text', label: 'How we notice', prompt: 'How do we notice that it is kept?' },
  ],
  decision: [
    { id: 'decided', type: 'text', label: 'What is decided', prompt: 'What is decided, and what is not?' },
    OWNER,
    { id: 'first_step', type: 'text', label: 'First step', prompt: 'What is the first thing that happens?' },
    BY_WHEN,
    { id: 'undo', type: 'text', label: 'What would change it', prompt: 'What would make us decide again?' },
  ],
} as const;

export type TemplateName = keyof typeof DRAFTS;

export const TEMPLATE_NAMES = Object.keys(DRAFTS) as readonly TemplateName[];

/** The questions of a template, or undefined when there is none of that name. */
export const templateDimensions = (name: string): readonly Dimension[] | undefined =>
  Object.hasOwn(DRAFTS, name)
    ? DRAFTS[name as TemplateName].flatMap((draft) => parseDimension(draft) ?? [])
    : undefined;

/** One question of every type, for boards and readings that tests make up. */

import { parseDimension, type Dimension, type DimensionType } from '../../shared/board/dimension.ts';

const drafts: { readonly [Type in DimensionType]: Record<string, unknown> } = {
  text: { id: 'done', label: 'How we know it is done', config: { term: 'done' } },
  date: { id: 'by_when', label: 'By when', config: { toleranceDays: 3, direction: 'by' } },
  number: { id: 'budget', label: 'Budget', config: { unit: 'EUR', convert: { EUR: 1, kEUR: 1000 } } },
  single: { id: 'how_firm', label: 'How firm', config: { options: ['target', 'contract'], ordered: true } },
  multi: { id: 'scope', label: 'What is in', config: { options: ['web', 'ios', 'android'] } },
  persons: { id: 'owner', label: 'Who', config: {} },
  ranking: { id: 'order', label: 'Order', config: { items: ['first', 'second', 'third'] } },
};

/** @throws when the fields given make no dimension */
export const dimensionOf = (type: DimensionType, fields: Record<string, unknown> = {}): Dimension => {
  const dimension = parseDimension({ prompt: '', ...drafts[type], ...fields, type });
  if (dimension === undefined) throw new Error(`Not a dimension: ${type} ${JSON.stringify(fields)}`);
  return dimension;
};

export const SAMPLE_DIMENSIONS: readonly Dimension[] = (Object.keys(drafts) as DimensionType[]).map((type) =>
  dimensionOf(type),
);

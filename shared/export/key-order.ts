/** Plain values with their keys in one order, whoever wrote them: the same board is the same file. */

export const inKeyOrder = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map((held: unknown) => inKeyOrder(held)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, unknown>)
    .filter(([, held]) => held !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, held]) => [key, inKeyOrder(held)])) as Value;
};

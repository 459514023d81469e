/** Several choices: the same when they are the same set, in whatever order they were ticked. None is a set, too. */

/** Equal for equal sets only; ids hold no line breaks. */
export const keyOfSet = (ids: readonly string[]): string => [...new Set(ids)].sort().join('\n');

export const sameMulti = (a: readonly string[], b: readonly string[]): boolean => keyOfSet(a) === keyOfSet(b);

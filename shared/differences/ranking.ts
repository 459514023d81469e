/** Rankings: the same when the same items stand in the same order. How alike two orders are is a measure, not this. */

export const keyOfRanking = (ids: readonly string[]): string => ids.join('\n');

export const sameRanking = (a: readonly string[], b: readonly string[]): boolean => keyOfRanking(a) === keyOfRanking(b);

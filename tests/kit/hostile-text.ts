/** Text as an attacker, a bad keyboard or another script would send it. */

import fc from 'fast-check';

/** Broken pairs, invisible letters, turned writing, towers of marks; up to some 6000 characters long. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }),
    fc.constantFrom('', ' ', '\u2800', '\u3164\u200b', '\u202eevil', 'a\ud800', '\udfff', '\u0000', '__proto__', '-0'),
    fc.nat(3000).map((length) => 'e\u0301'.repeat(length)),
    fc.nat(3000).map((length) => `a${'\u0300'.repeat(length)}${'\u0323'.repeat(length)}`),
  );

/** Anything JSON or a shared document can hold, and more. */
export const hostileValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    hostileText(),
    fc.constantFrom(-0, Number.NaN, Infinity, 1e308, 2 ** 53, -1, 0.5, null, undefined, true),
    fc.anything({ withNullPrototype: true, withSparseArray: true, withDate: true, withMap: true }),
  );

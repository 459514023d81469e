/**
 * Small things this device remembers between visits, as JSON under names of our own. A browser that keeps nothing, or
 * something another version wrote, is like a first visit.
 */

const PREFIX = 'readback.';

/** Undefined where there is nothing, or nothing that `parse` knows. */
export const recall = <Value>(name: string, parse: (found: unknown) => Value | undefined): Value | undefined => {
  try {
    const text = localStorage.getItem(PREFIX + name);
    return text === null ? undefined : parse(JSON.parse(text));
  } catch (fault) {
    if (fault instanceof SyntaxError || fault instanceof DOMException) return undefined;
    throw fault;
  }
};

/** @returns whether it is kept */
export const keep = (name: string, value: unknown): boolean => {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
    return true;
  } catch (fault) {
    if (fault instanceof DOMException) return false;
    throw fault;
  }
};

export const forget = (name: string): void => {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
};

/** Everything whose name holds `part`, which is long enough to stand for one board only. */
export const forgetAbout = (part: string): void => {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX) && name.includes(part));
    for (const name of names) localStorage.removeItem(name);
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault;
  }
};

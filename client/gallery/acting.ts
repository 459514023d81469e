/**
 * What somebody does before a scene looks as it should: presses and fills, found by the names that a person who hears
 * the page would be told. Waits for what is not there yet.
 */

export type Act =
  /** What is called like this, or begins like this; with `nth`, counted from 0, where there are several. */
  | { readonly press: string; readonly nth?: number }
  /** The field with this label. */
  | { readonly fill: string; readonly with: string }
  /** Waits until this can be read. */
  | { readonly see: string }
  /** The rest of what happens on the board happens now. */
  | { readonly goOn: true }
  /** The device comes back to its network. */
  | { readonly wake: true };

const PATIENCE_MS = 4000;
const PRESSABLE = 'button, a[href], summary, label, [role="menuitem"], [role="radio"], [role="tab"], [role="option"]';

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/gu, ' ').trim();

const pressable = (name: string, nth = 0): HTMLElement | undefined => {
  const shown = [...document.querySelectorAll<HTMLElement>(PRESSABLE)].filter(isShown);
  const exact = shown.filter((found) => nameOf(found) === name);
  return (exact.length > nth ? exact : shown.filter((found) => nameOf(found).startsWith(name)))[nth];
};

const fieldCalled = (name: string): HTMLInputElement | HTMLTextAreaElement | undefined => {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return [...fields].find((field) => {
    const labels = [...(field.labels ?? [])].map(nameOf);
    return [field.getAttribute('aria-label'), ...labels].some((label) => label?.startsWith(name) === true);
  });
};

/** @returns whether it could be done now */
const tryTo = (act: Act, goOn: () => void): boolean => {
  if ('goOn' in act) {
    goOn();
    return true;
  }
  if ('wake' in act) return globalThis.dispatchEvent(new Event('online'));
  if ('see' in act) return document.body.innerText.includes(act.see);
  if ('press' in act) {
    const found = pressable(act.press, act.nth);
    found?.focus();
    found?.click();
    return found !== undefined;
  }
  const field = fieldCalled(act.fill);
  if (field === undefined) return false;
  field.focus();
  field.value = act.with;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return true;
};

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

interface Play {
  readonly acts: readonly Act[];
  readonly goOn: () => void;
  readonly isStopped: () => boolean;
}

/** @throws when something it needs does not appear */
export const actOut = async ({ acts, goOn, isStopped }: Play): Promise<void> => {
  for (const act of acts) {
    let since = await nextFrame();
    const until = since + PATIENCE_MS;
    while (!isStopped() && !tryTo(act, goOn)) {
      since = await nextFrame();
      if (since > until) throw new Error(`The scene cannot go on: ${JSON.stringify(act)}`);
    }
  }
};

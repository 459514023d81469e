/**
 * What somebody does before a scene looks as it should: presses and fills, found by the names that a person who hears
 * the page would be told. Waits for what is not there yet.
 */

export type Act =
  | { readonly press: string }
  /** The field with this label. */
  | { readonly fill: string; readonly with: string }
  /** Waits until this can be read. */
  | { readonly see: string };

const PATIENCE_MS = 4000;
const PRESSABLE = 'button, a[href], summary, label, [role="menuitem"], [role="radio"], [role="tab"], [role="option"]';

const isShown = (element: Element): boolean => element.getClientRects().length > 0;

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).replace(/\s+/gu, ' ').trim();

const pressable = (name: string): HTMLElement | undefined => {
  const shown = [...document.querySelectorAll<HTMLElement>(PRESSABLE)].filter(isShown);
  return shown.find((found) => nameOf(found) === name) ?? shown.find((found) => nameOf(found).startsWith(name));
};

const fieldCalled = (name: string): HTMLInputElement | HTMLTextAreaElement | undefined => {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
  return [...fields].find((field) => {
    const labels = [...(field.labels ?? [])].map(nameOf);
    return [field.getAttribute('aria-label'), ...labels].some((label) => label?.startsWith(name) === true);
  });
};

/** @returns whether it could be done now */
const tryTo = (act: Act): boolean => {
  if ('see' in act) return document.body.innerText.includes(act.see);
  if ('press' in act) {
    const found = pressable(act.press);
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

/** @throws when something it needs does not appear */
export const actOut = async (acts: readonly Act[], isStopped: () => boolean): Promise<void> => {
  for (const act of acts) {
    let since = await nextFrame();
    const until = since + PATIENCE_MS;
    while (!isStopped() && !tryTo(act)) {
      since = await nextFrame();
      if (since > until) throw new Error(`The scene cannot go on: ${JSON.stringify(act)}`);
    }
  }
};

/**
 * Point at one mark, or focus it, and all marks of that reading answer; choose it and they stay. One listener for a whole
 * round and attributes on the marks that are meant: nothing is computed for those that are not.
 */

const markOf = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('button[data-reading]') : null;

const step = (key: string, isRightToLeft: boolean): number => {
  if (key === 'ArrowRight') return isRightToLeft ? -1 : 1;
  if (key === 'ArrowLeft') return isRightToLeft ? 1 : -1;
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
};

/** @returns how to stop */
export const pointing = (root: HTMLElement): (() => void) => {
  let chosen: string | undefined;

  const marksOf = (readingId: string) => root.querySelectorAll(`button[data-reading="${CSS.escape(readingId)}"]`);
  const show = (readingId: string | undefined): void => {
    for (const before of root.querySelectorAll('[data-pointed]')) before.removeAttribute('data-pointed');
    if (readingId === undefined) return;
    for (const mark of marksOf(readingId)) mark.setAttribute('data-pointed', '');
  };
  const choose = (readingId: string | undefined): void => {
    for (const before of root.querySelectorAll('button[data-reading][aria-pressed="true"]'))
      before.setAttribute('aria-pressed', 'false');
    chosen = readingId;
    if (readingId !== undefined) for (const mark of marksOf(readingId)) mark.setAttribute('aria-pressed', 'true');
    show(readingId);
  };

  const pointed = ({ target }: Event): void => {
    const mark = markOf(target);
    if (mark !== null) show(mark.dataset['reading']);
  };
  const left = ({ target }: Event): void => {
    if (markOf(target) !== null) show(chosen);
  };
  const pressed = ({ target }: Event): void => {
    const id = markOf(target)?.dataset['reading'];
    if (id !== undefined) choose(id === chosen ? undefined : id);
  };
  const walked = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && chosen !== undefined) choose(undefined);
    const mark = markOf(event.target);
    const by = step(event.key, getComputedStyle(root).direction === 'rtl');
    if (mark === null || by === 0) return;
    const marks = [...(mark.closest('ul')?.querySelectorAll<HTMLElement>('button[data-reading]') ?? [])];
    const next = marks[marks.indexOf(mark) + by];
    if (next === undefined) return;
    event.preventDefault();
    if (mark.tabIndex === 0) {
      mark.tabIndex = -1;
      next.tabIndex = 0;
    }
    next.focus();
  };

  root.addEventListener('pointerover', pointed);
  root.addEventListener('pointerout', left);
  root.addEventListener('focusin', pointed);
  root.addEventListener('focusout', left);
  root.addEventListener('click', pressed);
  root.addEventListener('keydown', walked);
  return () => {
    root.removeEventListener('pointerover', pointed);
    root.removeEventListener('pointerout', left);
    root.removeEventListener('focusin', pointed);
    root.removeEventListener('focusout', left);
    root.removeEventListener('click', pressed);
    root.removeEventListener('keydown', walked);
  };
};

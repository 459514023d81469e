/** A text field as tall as its text, also in browsers that cannot do it by themselves. */

import type { Attachment } from 'svelte/attachments';

/** @param text read here, so that the field follows it however it changes */
export const growing =
  (text: () => string): Attachment<HTMLTextAreaElement> =>
  (field) => {
    if (CSS.supports('field-sizing', 'content')) return;
    const fit = () => {
      field.style.blockSize = 'auto';
      field.style.blockSize = `${String(field.scrollHeight + field.offsetHeight - field.clientHeight)}px`;
    };
    $effect(() => {
      text();
      fit();
    });
    field.addEventListener('input', fit);
    return () => field.removeEventListener('input', fit);
  };

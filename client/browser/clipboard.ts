/**
 * Copying, also on plain http, where browsers offer no clipboard: there the text is selected and copied the old way, and
 * stays selected for a hand to do it where even that is refused.
 */

/** @param shown holds the text, in sight. @returns whether it was copied */
export const copyFrom = async (shown: HTMLInputElement | HTMLTextAreaElement): Promise<boolean> => {
  // Undefined without https, whatever the types say.
  const clipboard = (navigator as { readonly clipboard?: Clipboard }).clipboard;
  try {
    if (clipboard !== undefined) {
      await clipboard.writeText(shown.value);
      return true;
    }
  } catch (fault) {
    // Not allowed here; the old way may be.
    if (!(fault instanceof DOMException)) throw fault;
  }
  shown.focus();
  shown.select();
  return document.execCommand('copy');
};

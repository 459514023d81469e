/** Where a question stands on the page, and how to get there: by focus for the keyboard, by sight alone for followers. */

export const questionPlaceId = (dimensionId: string): string => `question-${dimensionId}`;
export const questionTitleId = (dimensionId: string): string => `question-title-${dimensionId}`;

const isMotionReduced = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Brings it into sight; focus stays where it is. @returns whether the question is on this page */
export const showQuestion = (dimensionId: string): boolean => {
  const place = document.getElementById(questionPlaceId(dimensionId));
  place?.scrollIntoView({ behavior: isMotionReduced() ? 'auto' : 'smooth', block: 'start' });
  return place !== null;
};

export const goToQuestion = (dimensionId: string): void => {
  document.getElementById(questionTitleId(dimensionId))?.focus({ preventScroll: true });
  showQuestion(dimensionId);
};

const TYPING =
  'textarea, select, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="button"])';

/** Whether somebody would be torn away from what they are typing. The editor of the wording lives in a shadow root. */
export const isTyping = (): boolean => {
  const active = document.activeElement;
  return active !== null && (active.matches(TYPING) || active.shadowRoot !== null);
};

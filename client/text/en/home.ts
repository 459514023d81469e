/** Words of the start page. */

export const home = {
  whatWasAgreed: 'What did you just agree?',
  yourName: 'Your name',
  start: 'Start',
} as const;

/** Words of a closed board: what there is to take away, and when to come back. */

export const closed = {
  title: 'What you take away',
  about: 'The board is closed. Everything on it stays, and can be looked at below.',
  wording: 'What was agreed',
  asRead: 'What was read',
  asReadAbout: 'Every group of equal answers, with how many readings gave it.',
  noAnswer: 'no reading',

  returnTitle: 'Coming back',
  returnOn: (day: string) => `You come back on ${day} to look at what was made.`,
  noReturn: 'No day was set for coming back. The personal link works on any day.',
  calendar: 'Put it into your calendar',
  closedOn: (day: string) => `Closed on ${day}.`,

  personal: {
    title: 'Your personal link',
    about: 'Open it on any device to come back as you. Whoever has it is you on this board, so keep it to yourself.',
    make: 'Make my personal link',
    once: 'It is shown once. Copy it now; you can make another one at any time.',
    label: 'Your personal link',
    copy: 'Copy the link',
    copied: 'Copied.',
    byHand: 'The link is selected: copy it with your keyboard or the menu of your browser.',
  },

  files: {
    title: 'Files',
    about: 'They hold what you can see on this screen.',
    markdown: 'Summary as Markdown',
    json: 'Everything as JSON',
  },

  back: 'Back to reveal',
  below: 'The reveal',
} as const;

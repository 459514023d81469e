/** Words at the door of a board: joining, waiting, personal links. */

export const door = {
  yourName: 'Your name',
  join: 'Join',
} as const;

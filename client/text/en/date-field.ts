/** Words of the field for a day. */

export const dateField = {
  open: 'Open the calendar',
  calendar: 'Calendar',
  before: 'Month before',
  after: 'Month after',
  /** Monday. */
  weekStartsOn: 1,
} as const;

/** Words of the gallery, which only those see who work on the app. */

export const gallery = {
  title: 'Gallery',
  about: 'Every state a screen can be in, from recorded boards. Nothing here reaches a server.',
  toList: 'All states',
  bare: 'Screen alone',
  recording: 'A recorded workshop, step by step',
  step: 'Step',
  stepOf: (step: number, of: number, what: string) => `${String(step)} of ${String(of)}: ${what}`,
  documentStep: 'somebody writes',
  viewer: 'Seen by',
  notYetThere: 'This person is not on the board at this step.',
  theme: 'Theme',
  themes: { device: 'As the device', light: 'Light', dark: 'Dark' },
  presenter: 'Presenter size',
  refusals: 'Every refusal',
  noSuchState: 'There is no state of this name.',
} as const;

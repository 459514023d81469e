/** The size for a shared screen, which this device remembers: everything larger, so that the back of the room can read it. */

import { forget, keep, recall } from './kept.ts';

const NAME = 'presenter';

export const isPresenterKept = (): boolean => recall(NAME, (found) => found === true || undefined) ?? false;

export const keepPresenter = (isOn: boolean): void => {
  if (isOn) keep(NAME, true);
  else forget(NAME);
};

export const showPresenter = (isOn: boolean): void => {
  if (isOn) document.documentElement.dataset['presenter'] = '';
  else delete document.documentElement.dataset['presenter'];
};

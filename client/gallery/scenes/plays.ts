/** The plays that scenes are taken from: which workshop, how far, and who looks. */

import { EXAMPLE_TALK } from '../../../shared/scenario/example-talk.ts';
import { EXAMPLE_WORKSHOP } from '../../../shared/scenario/example-workshop.ts';
import type { WorkshopCase } from '../../../shared/scenario/workshop-case.ts';
import { write } from '../../text/en/write.ts';
import { PlayedWorkshop, type PlayOptions } from '../recording.ts';
import type { BoardPart } from '../../routes.ts';
import type { MakeScene, Scene, Setting } from '../scene.ts';
import type { Staging } from '../stage.ts';
import { QUIET_WEDNESDAY_AGAIN } from '../workshops/quiet-wednesday-again.ts';

/** The example workshop, everybody there and every question asked. */
export const gathered = (options: PlayOptions = {}, workshop: WorkshopCase = EXAMPLE_WORKSHOP): PlayedWorkshop =>
  new PlayedWorkshop(workshop, options).gather();

export const opened = (options: PlayOptions = {}, workshop?: WorkshopCase): PlayedWorkshop =>
  gathered(options, workshop).open();

export const revealed = (options: PlayOptions = {}, workshop?: WorkshopCase): PlayedWorkshop =>
  opened(options, workshop).writeAll().reveal();

export const talkedOver = (options: PlayOptions = {}): PlayedWorkshop => {
  const play = revealed(options).talk(EXAMPLE_TALK);
  play.recorder.takeNote(play.question('meetings'), 'Ask the two biggest customers whether Wednesdays matter to them.');
  play.recorder.takeNote(play.question('trial'), 'Six weeks end on 17 February.\nTwelve weeks end on 31 March.');
  return play;
};

export const restated = (): PlayedWorkshop =>
  new PlayedWorkshop(QUIET_WEDNESDAY_AGAIN).gather().open().writeAll().reveal().talk(EXAMPLE_TALK).restate();

/** Restated after the first round, and opened once more. */
export const openedAgain = (): PlayedWorkshop => restated().back().open();

export const revealedAgain = (): PlayedWorkshop => openedAgain().writeAll().reveal();

/** How somebody sees the board at the end of a play. */
export const seenBy = (
  play: PlayedWorkshop,
  viewer: string,
  staging: Partial<Staging> = {},
  more: Setting & { readonly part?: BoardPart } = {},
): Scene => ({
  page: 'board',
  staging: { moment: play.now, viewer: play.person(viewer), ...staging },
  ...more,
});

/** Photographed only once the form says that everything is saved, which it does after a breath. */
export const onceSaved =
  (make: MakeScene): MakeScene =>
  () => {
    const scene = make();
    return { ...scene, acts: [...(scene.acts ?? []), { see: write.saving.saved }] };
  };

/** A workshop with two rounds from its first moment to its last, and who can look at it. */
export const recordWorkshop = () => {
  const play = new PlayedWorkshop(QUIET_WEDNESDAY_AGAIN).gather().open();
  for (const { id } of QUIET_WEDNESDAY_AGAIN.participants) play.write(id).finish(id);
  play.reveal().talk(EXAMPLE_TALK).restate().back().open().writeAll().reveal().close();
  const people = QUIET_WEDNESDAY_AGAIN.participants.map(({ id, name }) => ({ id: play.person(id), name }));
  return { moments: play.moments, people };
};

/** Framing: the wording, the questions, and who may do what. */

import { EXAMPLE_WORKSHOP } from '../../../shared/scenario/example-workshop.ts';
import { frame as text } from '../../text/en/frame.ts';
import { PlayedWorkshop } from '../recording.ts';
import { Recorder } from '../recorder.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { EVERY_QUESTION } from '../workshops/every-question.ts';
import { gathered, opened, restated, revealed, seenBy } from './plays.ts';

const MANY = {
  ...EVERY_QUESTION,
  id: 'many-questions',
  dimensions: ['a', 'b', 'c'].flatMap((part) =>
    EVERY_QUESTION.dimensions.map((asked) => ({ ...asked, id: `${asked.id}-${part}` })),
  ),
};

const fromTemplate = () => {
  const recorder = new Recorder('from a template');
  const wording = 'We hand the newsletter over to the new team before the summer.';
  const viewer = recorder.create({ name: 'Maren', wording, template: 'operational', timeZone: 'Europe/Berlin' });
  return { moment: recorder.now, viewer };
};

const withCursors: MakeScene = () => {
  const play = gathered();
  const { agreement } = EXAMPLE_WORKSHOP;
  const at = (words: string) => agreement.indexOf(words);
  const user = (caseId: string, name: string, colour: number) => ({ id: play.person(caseId), name, colour });
  return seenBy(play, 'maren', {
    cursors: [
      { user: user('tariq', 'Tariq', 1), from: at('meetings'), to: at('meetings') + 'meetings'.length },
      { user: user('odile', 'Odile', 4), from: at('trial') + 5, to: at('trial') + 5 },
    ],
  });
};

export const frameScenes = {
  'frame-empty': () => seenBy(new PlayedWorkshop(EXAMPLE_WORKSHOP).create(), 'maren'),
  'frame-template': () => ({ page: 'board', staging: fromTemplate() }),
  'frame-every-question': () => seenBy(gathered({}, EVERY_QUESTION), 'ines'),
  'frame-many-questions': () => seenBy(gathered({}, MANY), 'ines'),
  'frame-cursors': withCursors,
  'frame-participant': () => seenBy(gathered(), 'odile'),
  'frame-participant-may-not': () => seenBy(gathered({ rules: { framing: 'facilitator' } }), 'odile'),
  'frame-waiting-at-the-door': () =>
    seenBy(
      gathered({ rules: { approval: true }, absent: ['odile', 'jonas'] })
        .join('odile')
        .join('jonas'),
      'maren',
    ),
  'frame-second-round': () => seenBy(restated().back(), 'maren'),
  'frame-paused-round': () => seenBy(opened().write('maren').write('odile', 2).back(), 'maren'),
  'frame-looking-back': () => seenBy(revealed(), 'odile', {}, { part: { kind: 'frame' } }),
  'frame-connecting': () =>
    seenBy(gathered(), 'maren', { connection: { kind: 'connecting' }, saving: { board: { kind: 'connecting' } } }),
  'frame-offline': () =>
    seenBy(gathered(), 'maren', { connection: { kind: 'lost' }, saving: { board: { kind: 'lost' } } }),
  'frame-refused': () => seenBy(gathered(), 'maren', { refusal: 'stale' }, { acts: [{ press: text.opening.open }] }),
  'frame-question-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [{ press: 'Length of the trial' }] }),
  'frame-choices-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [{ press: 'The Wednesday stand-up' }] }),
  'frame-template-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [{ press: text.list.fromTemplate }] }),
  'frame-other-board-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [{ press: text.list.fromBoard }] }),
  'frame-rules-dialog': () => seenBy(gathered(), 'maren', {}, { acts: [{ press: text.rulesForm.change }] }),
  'frame-open-dialog': () =>
    seenBy(new PlayedWorkshop(EXAMPLE_WORKSHOP).create(), 'maren', {}, { acts: [{ press: text.opening.open }] }),
} satisfies Partial<Record<GalleryState, MakeScene>>;

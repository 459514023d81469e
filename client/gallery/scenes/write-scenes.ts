/** Writing: every way of answering, every state of saving, and everybody who sits at the same table. */

import { lastRound } from '../../../shared/board/state.ts';
import type { PlayedWorkshop } from '../recording.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import type { Staging } from '../stage.ts';
import { EVERY_QUESTION } from '../workshops/every-question.ts';
import { opened, openedAgain, revealed, seenBy } from './plays.ts';

const MINUTE_MS = 60_000;

/** Odile is in the middle of it, others are further. */
const halfWritten = (rules = {}): PlayedWorkshop =>
  opened({ rules }).write('maren').finish('maren').write('tariq', 4).write('wanjiru', 3).write('odile', 3);

const withReading =
  (saving: NonNullable<Staging['saving']>['reading'], connection: Staging['connection']): MakeScene =>
  () =>
    seenBy(halfWritten(), 'odile', {
      ...(saving === undefined ? {} : { saving: { reading: saving, board: saving } }),
      ...(connection === undefined ? {} : { connection }),
    });

/** @param ms after the round was opened; before it ends, a negative count from there */
const atTime =
  (ms: number): MakeScene =>
  () => {
    const play = halfWritten({ minutes: 10 });
    const round = lastRound(play.now.state);
    const nowMs = ms < 0 ? (round?.deadline ?? 0) - ms : (round?.openedAt ?? 0) + ms;
    return seenBy(play, 'odile', { nowMs });
  };

const lateReader: MakeScene = () => {
  const play = revealed({ absent: ['wanjiru'] }).join('wanjiru', { absent: true });
  return seenBy(play, 'wanjiru');
};

const watcher: MakeScene = () => {
  const play = opened({ absent: ['jonas'] }).join('jonas', { reads: false });
  return seenBy(play.write('maren').finish('maren').write('tariq', 2), 'jonas');
};

const atTheSeat = (rules = {}): PlayedWorkshop =>
  opened({ rules }).write('tariq').finish('tariq').write('odile').finish('odile').write('wanjiru', 2).write('maren', 2);

export const writeScenes = {
  'write-untouched': () => seenBy(opened(), 'odile'),
  'write-half': () => seenBy(halfWritten(), 'odile'),
  'write-every-question': () => seenBy(opened({}, EVERY_QUESTION).write('bao'), 'bao'),
  'write-finished': () => seenBy(halfWritten().write('odile').finish('odile'), 'odile'),
  'write-names-on': () => seenBy(opened({ rules: { names: true, pulse: false } }), 'odile'),
  'write-open': () => seenBy(halfWritten({ mode: 'open' }), 'odile'),
  'write-pulse': () => seenBy(opened().write('maren').write('tariq').write('wanjiru').write('odile'), 'odile'),
  'write-time': atTime(4 * MINUTE_MS + 20_000),
  'write-time-out': atTime(-MINUTE_MS),
  'write-connecting': withReading({ kind: 'connecting' }, { kind: 'connecting' }),
  'write-saving': withReading({ kind: 'saving' }, undefined),
  'write-offline': withReading({ kind: 'lost' }, { kind: 'lost' }),
  'write-failing': withReading({ kind: 'failing' }, undefined),
  'write-refused': withReading({ kind: 'refused', code: 'too_large' }, undefined),
  'write-facilitator-folded': () => seenBy(atTheSeat({ minutes: 10 }), 'maren'),
  'write-facilitator': () => seenBy(atTheSeat({ minutes: 10 }), 'maren'),
  'write-facilitator-all-finished': () => seenBy(opened().writeAll(), 'maren'),
  'write-watcher': watcher,
  'write-second-round': () => seenBy(openedAgain().write('odile', 2), 'odile'),
  'write-late-reader': lateReader,
  'write-aside': () => seenBy(revealed(), 'odile'),
} satisfies Partial<Record<GalleryState, MakeScene>>;

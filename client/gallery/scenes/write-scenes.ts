/** Writing: every way of answering, every state of saving, and everybody who sits at the same table. */

import { lastRound } from '../../../shared/board/state.ts';
import type { LinkState } from '../../link/board-link.ts';
import type { DocumentState } from '../../link/document-link.ts';
import { seat } from '../../text/en/write-seat.ts';
import { write as text } from '../../text/en/write.ts';
import type { Act } from '../acting.ts';
import type { PlayedWorkshop } from '../recording.ts';
import type { MakeScene } from '../scene.ts';
import type { GalleryState } from '../states.ts';
import { EVERY_QUESTION } from '../workshops/every-question.ts';
import { onceSaved, opened, openedAgain, revealed, seenBy } from './plays.ts';

const MINUTE_MS = 60_000;

/** Odile is in the middle of it, others are further. */
const halfWritten = (rules = {}): PlayedWorkshop =>
  opened({ rules }).write('maren').finish('maren').write('tariq', 4).write('wanjiru', 3).write('odile', 3);

const withReading =
  (saving: DocumentState, connection?: LinkState, acts: readonly Act[] = []): MakeScene =>
  () =>
    seenBy(
      halfWritten(),
      'odile',
      { saving: { reading: saving, board: saving }, ...(connection === undefined ? {} : { connection }) },
      { acts },
    );

/** Something that only this device has. */
const nodded: readonly Act[] = [{ fill: text.nod.reason, with: 'If customers can still reach me.' }];

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

const lateDialog: MakeScene = () => {
  const play = revealed({ absent: ['wanjiru'] })
    .join('wanjiru', { absent: true })
    .write('wanjiru');
  return seenBy(play, 'wanjiru', {}, { acts: [{ press: seat.late.add }] });
};

/** Odile types when the round is revealed. */
const revealedMeanwhile: MakeScene = () => {
  const play = halfWritten();
  const scene = seenBy(play, 'odile');
  const before = play.moments.length;
  play.reveal();
  const staging = { later: play.moments.slice(before) };
  return scene.page === 'board'
    ? { ...scene, staging: { ...scene.staging, ...staging }, acts: [...nodded, { goOn: true }] }
    : scene;
};

const aside: MakeScene = () => {
  const play = revealed();
  const answer = {
    state: undefined,
    value: undefined,
    raw: '',
    text: 'Internal meetings, and ours with the agency',
    carried: undefined,
  };
  const differences = [{ kind: 'answer', dimensionId: play.question('meetings'), answer }] as const;
  return seenBy(play, 'odile', { asides: [{ round: 1, reason: 'sealed', differences }] });
};

const watcher: MakeScene = () => {
  const play = opened({ absent: ['jonas'] }).join('jonas', { reads: false });
  return seenBy(play.write('maren').finish('maren').write('tariq', 2), 'jonas');
};

const atTheSeat = (rules = {}): PlayedWorkshop =>
  opened({ rules }).write('tariq').finish('tariq').write('odile').finish('odile').write('wanjiru', 2).write('maren', 2);

export const writeScenes = {
  'write-untouched': onceSaved(() => seenBy(opened(), 'odile')),
  'write-half': onceSaved(() => seenBy(halfWritten(), 'odile')),
  'write-every-question': onceSaved(() => seenBy(opened({}, EVERY_QUESTION).write('bao'), 'bao')),
  'write-finished': onceSaved(() => seenBy(halfWritten().write('odile').finish('odile'), 'odile')),
  'write-names-on': onceSaved(() => seenBy(opened({ rules: { names: true, pulse: false } }), 'odile')),
  'write-open': onceSaved(() => seenBy(halfWritten({ mode: 'open' }), 'odile')),
  'write-pulse': onceSaved(() =>
    seenBy(opened().write('maren').write('tariq').write('wanjiru').write('odile'), 'odile'),
  ),
  'write-time': onceSaved(atTime(4 * MINUTE_MS + 20_000)),
  'write-time-out': onceSaved(atTime(-MINUTE_MS)),
  'write-connecting': withReading({ kind: 'connecting' }, { kind: 'connecting' }),
  'write-saving': withReading({ kind: 'saving' }),
  'write-offline': withReading({ kind: 'lost' }, { kind: 'lost' }, [...nodded, { see: text.saving.lostKept }]),
  'write-failing': withReading({ kind: 'failing' }, undefined, [...nodded, { see: text.saving.failingKept }]),
  'write-revealed-meanwhile': revealedMeanwhile,
  'write-facilitator-folded': () => seenBy(atTheSeat({ minutes: 10 }), 'maren'),
  'write-facilitator': () => seenBy(atTheSeat({ minutes: 10 }), 'maren', {}, { acts: [{ press: seat.own.open }] }),
  'write-facilitator-all-finished': () => seenBy(opened().writeAll(), 'maren'),
  'write-reveal-dialog': () => seenBy(atTheSeat(), 'maren', {}, { acts: [{ press: seat.move.reveal }] }),
  'write-back-dialog': () => seenBy(atTheSeat(), 'maren', {}, { acts: [{ press: seat.move.back }] }),
  'write-watcher': watcher,
  'write-second-round': onceSaved(() => seenBy(openedAgain().write('odile', 2), 'odile')),
  'write-late-reader': onceSaved(lateReader),
  'write-late-dialog': lateDialog,
  'write-aside': aside,
} satisfies Partial<Record<GalleryState, MakeScene>>;

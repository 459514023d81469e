/**
 * Written workshops, played through the running server by one real client a person, while a browser watches as a further
 * participant: what the page shows at the reveal is exactly what the case says.
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repository } from '../../server/start/run.mjs';
import type { Answer } from '../../shared/board/reading.ts';
import { answerIn, type WorkshopCase } from '../../shared/scenario/workshop-case.ts';
import { closeAll } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { arrive } from '../kit/person.ts';
import type { SeenQuestion, SeenRound } from '../kit/person/wall.ts';
import { readTruth } from '../kit/case-truth.ts';
import { casePath, readCase } from '../kit/workshop-cases.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

/** As fast as nobody types, and slow enough for a browser to come in. */
const SPEED = '25';

interface Play {
  readonly boardId: string;
  /** Nobody in it does anything until `goesOn`. */
  readonly goesOn: () => void;
  /** The exit code. */
  readonly ended: Promise<number>;
}

const held = new Set<ChildProcess>();
afterAll(() => {
  for (const { pid } of held) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
});

/** `npm run play`, as it stands in the README, held as soon as there is a board. */
const startPlay = async (name: string): Promise<Play> => {
  const words = ['run', '--silent', 'play', '--', casePath(name), '--url', site.url, '--speed', SPEED];
  const play = spawn('npm', words, { cwd: repository, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  held.add(play);
  const tell = (signal: NodeJS.Signals) => process.kill(-Number(play.pid), signal);
  const ended = once(play, 'exit').then(([code]) => {
    held.delete(play);
    return Number(code);
  });
  const [link] = (await once(createInterface({ input: play.stdout }), 'line')) as [string];
  tell('SIGSTOP');
  return { boardId: new URL(link).pathname.split('/')[2] ?? '', goesOn: () => tell('SIGCONT'), ended };
};

const sorted = <Item>(items: Iterable<Item>): Item[] => [...items].sort();
/** Groups of people, in an order that says nothing. */
const partition = (groups: readonly (readonly string[])[]): string[] =>
  sorted(groups.map((group) => sorted(group).join()));

const wordsOf = ({ groups, outside }: SeenQuestion, reading: string): string | undefined => {
  for (const { value, quotes } of groups)
    for (const { raw, readings } of quotes) if (readings.includes(reading)) return raw === '' ? value : raw;
  for (const { readings, quotes } of outside) if (readings.includes(reading)) return quotes.join('\n');
  return undefined;
};

/** Names are off: whose reading it is can only be told from what it says. */
const whoseReadings = (seen: SeenRound, { participants, dimensions, round1 }: WorkshopCase): Map<string, string> => {
  const texts = dimensions.filter(({ type }) => type === 'text').map(({ label }) => label);
  const signature = (fist: unknown, sure: unknown, words: readonly string[]) => JSON.stringify([fist, sure, words]);
  const people = new Map(
    participants.map(({ id }) => {
      const raws = dimensions.filter(({ type }) => type === 'text').map((asked) => answerIn(round1, asked.id, id).raw);
      return [signature(round1.nods[id], round1.sure[id], raws), id];
    }),
  );
  expect(people.size).toBe(participants.length);
  const given = (tallies: SeenRound['nods'], reading: string) =>
    tallies.find(({ readings }) => readings.includes(reading))?.value;
  return new Map(
    seen.readings.map((reading) => {
      const words = texts.map((label) => {
        const question = seen.questions.find((shown) => shown.label === label);
        return (question && wordsOf(question, reading)) ?? '';
      });
      return [reading, people.get(signature(given(seen.nods, reading), given(seen.sure, reading), words)) ?? 'nobody'];
    }),
  );
};

/**
 * Who says the same on a question that is no text, as whoever wrote the case has noted it down; where nothing is noted, all
 * of them do.
 *
 * @param people who gave a reading there
 */
const notedGroups = (name: string, dimension: string, people: readonly string[]): readonly string[][] => {
  const noted = readTruth(name).differences.find((found) => found.dimension === dimension);
  const groups = noted?.groups.map(({ who }) => who.filter((id) => people.includes(id))) ?? [[...people]];
  return groups.filter(({ length }) => length > 0);
};

/** Texts are the same where they are the same word for word: nobody has sorted them yet. */
const sameWords = (round: WorkshopCase['round1'], dimension: string, people: readonly string[]): string[][] => {
  const groups = new Map<string, string[]>();
  for (const person of people) {
    const { raw } = answerIn(round, dimension, person);
    groups.set(raw, [...(groups.get(raw) ?? []), person]);
  }
  return [...groups.values()];
};

/** What people chose without typing is shown in the words of the question. */
const isShownAs = ({ raw, value }: Answer, shown: string, names: ReadonlyMap<string, string>): boolean => {
  if (shown === raw) return true;
  if (!Array.isArray(value)) return false;
  const labels = value.map((item: string) => names.get(item) ?? item.replace(/^ext:/, ''));
  return labels.every((label) => shown.includes(label));
};

it.each(['01-software-launch', '08-sales-engineering', '11-juchu-system-ja', '16-startup-three'])(
  'S5 the page shows exactly what was written: %s',
  async (name) => {
    const workshop = readCase(name);
    const play = await startPlay(name);
    const vera = await arrive(site.url, 'Vera');
    await vera.joins(play.boardId, { isWatching: true });
    await vera.seesPhase('frame');
    play.goesOn();
    await vera.seesPhase('reveal');
    const seen = await vera.wall.sees();
    expect(await play.ended).toBe(0);
    expect(await vera.agreement()).toBe(workshop.agreement);

    const { participants, round1 } = workshop;
    const people = participants.map(({ id }) => id);
    expect(seen.onTime).toBe(people.length);
    const whose = whoseReadings(seen, workshop);
    expect(sorted(whose.values())).toEqual(sorted(people));
    const who = (readings: readonly string[]) => readings.map((reading) => whose.get(reading) ?? 'nobody');

    for (const [tallies, said] of [
      [seen.nods, round1.nods],
      [seen.sure, round1.sure],
    ] as const)
      for (const { value, count, readings } of tallies) {
        expect(sorted(who(readings))).toEqual(sorted(people.filter((id) => said[id] === value)));
        expect(count).toBe(readings.length);
      }

    const names = new Map(participants.map(({ id, name: called }) => [id, called]));
    expect(seen.questions.map(({ label }) => label)).toEqual(workshop.dimensions.map(({ label }) => label));
    for (const [index, { id, type }] of workshop.dimensions.entries()) {
      const question = seen.questions[index]!;
      const answers = people.map((person) => [person, answerIn(round1, id, person)] as const);
      const stating = (...states: readonly string[]) =>
        answers.filter(([, { state }]) => states.includes(state)).map(([person]) => person);
      const reading = stating('answered', 'not_decided');
      expect([id, question.gave, question.of]).toEqual([id, reading.length, people.length]);
      const groups = question.groups.map(({ quotes }) => who(quotes.flatMap(({ readings }) => readings)));
      expect([id, question.groups.map(({ count }) => count)]).toEqual([id, groups.map(({ length }) => length)]);
      const same = type === 'text' ? sameWords(round1, id, reading) : notedGroups(name, id, reading);
      expect([id, partition(groups)]).toEqual([id, partition(same)]);
      for (const kind of ['dont_know', 'skipped'] as const) {
        const apart = question.outside.find((line) => line.kind === kind);
        expect([id, kind, sorted(who(apart?.readings ?? []))]).toEqual([id, kind, sorted(stating(kind))]);
      }
      for (const [readingId, person] of whose) {
        const shown = wordsOf(question, readingId) ?? '';
        const answer = answerIn(round1, id, person);
        expect([id, person, shown, isShownAs(answer, shown, names)]).toEqual([id, person, shown, true]);
      }
    }
    vera.expectClean(/^console: Failed to load resource.*404/);
    await vera.leaves();
  },
);

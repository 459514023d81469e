/** The live example, started from the home page: simulated people play at haste, and a visitor watches or takes part. */

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { door as doorText } from '../../client/text/en/door.ts';
import { home as homeText } from '../../client/text/en/home.ts';
import { EXAMPLE_PACE } from '../../server/example/example-pace.ts';
import { EXAMPLE_TALK } from '../../shared/scenario/example-talk.ts';
import { EXAMPLE_WORKSHOP } from '../../shared/scenario/example-workshop.ts';
import { closeAll, type PersonOptions } from '../kit/browser.ts';
import { arrive, type Person } from '../kit/person.ts';
import { startShownServer, type ShownServer } from '../kit/shown-server.ts';

const PEOPLE = EXAMPLE_WORKSHOP.participants.map(({ name }) => name);

let site: ShownServer;
beforeAll(async () => {
  site = await startShownServer({
    examplePace: { ...EXAMPLE_PACE, arrivalMs: 1, openAfterMs: 500, writingMs: 1500, revealAfterMs: 1, talkSpeed: 100 },
  });
});
afterAll(async () => {
  await closeAll();
  await site.stop();
});

const here: Person[] = [];
afterEach(async () => {
  for (const person of here.splice(0)) {
    person.expectClean();
    await person.leaves();
  }
});

/** From the home page to the door of an example. */
const comesToExample = async (options?: PersonOptions): Promise<Person> => {
  const vera = await arrive(site.url, 'Vera', options);
  here.push(vera);
  await vera.page.goto('/');
  await vera.button(homeText.example).click();
  await vera.page.getByRole('heading', { name: doorText.exampleTitle }).waitFor();
  return vera;
};
const choosesTo = (vera: Person, how: string) => vera.page.getByRole('radio', { name: how, exact: true }).check();

describe('the live example', () => {
  it('U2 is watched to its end by whoever gives a name', async () => {
    const vera = await comesToExample();
    await choosesTo(vera, doorText.exampleWatch);
    await vera.typesAtDoor();
    await vera.pressesJoin();
    await vera.seesPhase('reveal');
    const seen = await vera.wall.sees();
    expect(seen.onTime).toBe(PEOPLE.length);
    expect(seen.questions.map(({ label }) => label)).toEqual(EXAMPLE_WORKSHOP.dimensions.map(({ label }) => label));
    const quotes = seen.questions.flatMap(({ groups }) =>
      groups.flatMap((group) => group.quotes.map(({ raw }) => raw)),
    );
    for (const { raw } of Object.values(EXAMPLE_WORKSHOP.round1.readings['meetings'] ?? {}))
      expect(quotes).toContain(raw);
    for (const { deed } of EXAMPLE_TALK) if (deed.kind === 'reply') await vera.seesReplyText(deed.text);
  });

  it('U2 is taken part in: it waits for the visitor, whose reading hangs with the others', async () => {
    const vera = await comesToExample({ phone: true });
    await choosesTo(vera, doorText.exampleTakePart);
    await vera.typesAtDoor();
    await vera.pressesJoin();
    await vera.seesPhase('write');
    await vera.form.isReady();
    await vera.form.nods(3);
    const asked = EXAMPLE_WORKSHOP.dimensions.find(({ id }) => id === 'meetings');
    await vera.form.writes(asked?.label ?? '', 'All but the party');
    await vera.form.seesDone(PEOPLE.length, PEOPLE.length + 1);
    await vera.seesPhase('write');
    await vera.form.saysDone();
    await vera.seesPhase('reveal');
    const seen = await vera.wall.sees();
    expect(seen.onTime).toBe(PEOPLE.length + 1);
    const quotes = seen.questions.flatMap(({ groups }) =>
      groups.flatMap((group) => group.quotes.map(({ raw }) => raw)),
    );
    expect(quotes).toContain('All but the party');
  });
});

/** The first page as browsers get it from the built server, on a phone and on a laptop. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectNoAxeFindings } from '../kit/axe.ts';
import { closeAll, openPerson } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { eventually } from '../kit/eventually.ts';

let site: BuiltSite;
beforeAll(async () => {
  site = await startBuiltSite();
});
afterAll(async () => {
  await closeAll();
  await site.close();
});

describe.each([
  ['a phone', { phone: true }],
  ['a phone in the dark', { phone: true, dark: true }],
  ['a laptop', {}],
  ['a laptop in the dark', { dark: true }],
])('on %s', (_, options) => {
  it('S14 the first page names the product, asks no other host and finds nothing to complain of', async () => {
    const person = await openPerson(site.url, options);
    await person.page.goto('/');
    await person.page.getByText('Readback').first().waitFor();
    expect(await person.page.title()).toContain('Readback');
    await person.page.waitForLoadState('networkidle');
    person.expectClean();
    await person.close();
  });

  it('U1 axe finds nothing on the first page', async () => {
    const person = await openPerson(site.url, options);
    await person.page.goto('/');
    await person.page.getByText('Readback').first().waitFor();
    await expectNoAxeFindings(person.page);
    person.expectClean();
    await person.close();
  });
});

it('S14 a request to another host does not go unnoticed, even where no policy stands in its way', async () => {
  const person = await openPerson(site.url);
  const asked = person.page.waitForEvent('requestfailed');
  await person.page.evaluate(`void fetch('http://elsewhere.example/').catch(() => undefined)`);
  expect((await asked).failure()?.errorText).toContain('NAME_NOT_RESOLVED');
  expect(person.complaints).toContain('foreign: http://elsewhere.example/');
  await person.close();
});

describe('a page that somebody got something into', () => {
  const INTRUSIONS = [
    ['a script in the page', `append('script', { textContent: 'document.title = "taken"' })`, /^policy: script-src/],
    ['a style in the page', `append('style', { textContent: 'body { display: none }' })`, /^policy: style-src/],
    ['a picture elsewhere', `append('img', { src: 'http://elsewhere.example/a.png' })`, /^policy: img-src/],
    ['a script elsewhere', `append('script', { src: 'http://elsewhere.example/a.js' })`, /^policy: script-src/],
    ['a message elsewhere', `fetch('http://elsewhere.example/').catch(() => undefined)`, /^policy: connect-src/],
    ['a frame', `append('iframe', { src: 'http://elsewhere.example/' })`, /^policy: (frame|default)-src/],
  ] as const;

  it.each(INTRUSIONS)('S13 is refused %s by the policy', async (_, intrusion, refusal) => {
    const person = await openPerson(site.url);
    await person.page.goto('/');
    await person.page.evaluate(`{
      const append = (name, fields) => { document.body.append(Object.assign(document.createElement(name), fields)); };
      ${intrusion};
    }`);
    await eventually(() => person.complaints.some((complaint) => refusal.test(complaint)));
    expect(() => person.expectClean()).toThrow();
    expect(await person.page.title()).not.toBe('taken');
    await person.close();
  });
});

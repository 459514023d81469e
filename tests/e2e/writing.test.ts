/**
 * Writing, whatever happens to the page, the network and the server meanwhile: nothing is lost, nothing is called saved
 * that is not, and nothing gets into a reading after its seal.
 */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aside as asideText } from '../../client/text/en/aside.ts';
import { command, type Member } from '../kit/board-client.ts';
import { dimensionOf } from '../kit/board-dimensions.ts';
import { closeAll, type PersonOptions } from '../kit/browser.ts';
import { startBuiltSite, type BuiltSite } from '../kit/built-site.ts';
import { DocumentClient, ReadingClient, wallOf, type WallEntry } from '../kit/document-client.ts';
import { eventually } from '../kit/eventually.ts';
import type { Person } from '../kit/person.ts';
import { plannedBoard, sitsIn, type BoardPlan } from '../kit/seats.ts';

let folder: string;
let site: BuiltSite;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readback-writing-'));
  site = await startBuiltSite({ DATA_DIR: folder });
});
afterAll(async () => {
  await closeAll();
  await site.close();
  await rm(folder, { recursive: true, force: true });
});

const here: Person[] = [];
/** What a browser says of a network that is not there. */
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket|ERR_FAILED/;
afterEach(async () => {
  for (const person of here.splice(0)) {
    person.expectClean(NO_NETWORK);
    await person.leaves();
  }
});

interface Writer {
  readonly noor: Member;
  readonly member: Member;
  readonly ana: Person;
}

const TEXT = dimensionOf('text', { id: 'what', label: 'What', config: {} });

/** Ana at her form, and Noor, who needs no browser for what is asked of her here. */
const anaWrites = async (plan: BoardPlan = {}, options?: PersonOptions, url = site.url): Promise<Writer> => {
  const noor = await plannedBoard(url, { dimensions: [TEXT], ...plan });
  const { member, person: ana } = await sitsIn(noor, 'Ana', {}, options);
  here.push(ana);
  await command(noor, 'round.open');
  await ana.form.isReady();
  return { noor, member, ana };
};

/** What the server holds of the text now. */
const stored = async (member: Member): Promise<string> => {
  const reading = await new ReadingClient(member).synced();
  const text = reading.text('what').toJSON();
  await reading.close();
  return text;
};
const wall = async (member: Member): Promise<WallEntry[]> => {
  const client = await new DocumentClient(member, 'wall').synced();
  const hanging = await eventually(() => {
    const found = Object.values(wallOf(client)['1'] ?? {});
    return found.length > 0 && found;
  });
  await client.close();
  return hanging;
};
/** Whether these words lie anywhere in the server's folder. */
const isOnDisk = async (words: string): Promise<boolean> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return contents.some((content) => content.includes(words));
};

describe('a page that is loaded again', () => {
  it('D6 in the middle of a word has lost nothing', async () => {
    const { member, ana } = await anaWrites();
    await ana.form.types('What', 'A portal that our custo');
    await ana.reloads();
    await ana.form.isReady();
    expect(await ana.form.field('What').inputValue()).toBe('A portal that our custo');
    await ana.form.types('What', 'mers use');
    await ana.form.isSaved();
    expect(await stored(member)).toBe('A portal that our customers use');
  });

  it('D6 without a network is there, with everything that was written', async () => {
    // Where browsers allow such a page to be kept.
    const { member, ana } = await anaWrites({}, {}, site.url.replace('127.0.0.1', 'localhost'));
    await ana.form.types('What', 'Before, ');
    await ana.form.isSaved();
    await eventually(() => ana.page.evaluate<boolean>('navigator.serviceWorker?.controller !== null'));
    await ana.losesNetwork();
    await ana.form.types('What', 'meanwhile, ');
    await ana.form.sees('lost');
    await ana.reloads();
    await ana.form.isReady();
    expect(await ana.form.field('What').inputValue()).toBe('Before, meanwhile, ');
    await ana.form.types('What', 'after');
    await ana.hasNetworkAgain();
    await ana.form.isSaved();
    expect(await stored(member)).toBe('Before, meanwhile, after');
  });
});

describe('without a network', () => {
  it('D6 what was written before the seal is merged and saved when it is back', async () => {
    const { noor, member, ana } = await anaWrites();
    await ana.form.types('What', 'Seen by all');
    await ana.form.isSaved();
    await ana.losesNetwork();
    await ana.seesConnection('lost');
    await ana.form.types('What', ', written on a train');
    await ana.form.nods(4);
    await ana.form.sees('lost');
    expect(await stored(member)).toBe('Seen by all');
    await ana.hasNetworkAgain();
    await ana.form.isSaved();
    await ana.seesConnection('live');
    await command(noor, 'round.reveal');
    const [reading] = await wall(noor);
    expect(reading?.answers['what']?.raw).toBe('Seen by all, written on a train');
    expect(reading?.nod?.fist).toBe(4);
  });

  it('D6 what was written after the seal is put aside, told, and never in the reading or on the server', async () => {
    const { noor, ana } = await anaWrites();
    await ana.form.types('What', 'In time');
    await ana.form.isSaved();
    await ana.losesNetwork();
    await ana.seesConnection('lost');
    const late = ' but this came after-the-seal-5f1c';
    await ana.form.types('What', late);
    await command(noor, 'round.reveal');
    await ana.hasNetworkAgain();
    await ana.seesConnection('live');
    await ana.seesPhase('reveal');
    await ana.form.putsAwayHeldForm();
    await ana.form.aside().waitFor();
    await ana.seesText(asideText.reasons.sealed);
    expect(await ana.form.asideWords()).toContain(`In time${late}`);
    const { person: ben } = await sitsIn(noor, 'Ben');
    here.push(ben);
    const seen = await ben.wall.sees();
    expect(seen.questions[0]?.groups.flatMap(({ quotes }) => quotes.map(({ raw }) => raw))).toEqual(['In time']);
    expect((await wall(noor)).map(({ answers }) => answers['what']?.raw)).toEqual(['In time']);
    expect(await isOnDisk('after-the-seal-5f1c')).toBe(false);
    await ana.reloads();
    await ana.form.aside().waitFor();
    expect(await ana.form.asideWords()).toContain(`In time${late}`);
  });

  it('U3 words that are being typed at the reveal stay in sight, and are not part of the reading', async () => {
    const { noor, ana } = await anaWrites();
    await ana.form.types('What', 'Until here');
    await ana.form.isSaved();
    await command(noor, 'round.reveal');
    await ana.seesText(asideText.held.revealed);
    await ana.form.field('What').pressSequentially(' and further');
    expect(await ana.form.field('What').inputValue()).toBe('Until here and further');
    await ana.form.putsAwayHeldForm();
    const seen = await ana.wall.sees();
    expect(seen.questions[0]?.groups[0]?.quotes.map(({ raw }) => raw)).toEqual(['Until here']);
    expect(await ana.form.asideWords()).toContain('Until here and further');
  });
});

describe('two tabs of one person', () => {
  it('D7 that write at once lose neither’s words', async () => {
    const { member, ana } = await anaWrites();
    const tab = await ana.opensAnotherTab();
    await tab.form.isReady();
    await ana.form.types('What', '[]');
    await eventually(async () => (await tab.form.field('What').inputValue()) === '[]');
    await Promise.all([ana.form.types('What', 'a'.repeat(40)), tab.form.types('What', 'b'.repeat(40))]);
    await Promise.all([ana.form.nods(3), tab.form.isSure(60)]);
    await Promise.all([ana.form.isSaved(), tab.form.isSaved()]);
    const text = await eventually(async () => {
      const [mine, other] = [await ana.form.field('What').inputValue(), await tab.form.field('What').inputValue()];
      expect(mine).toBe(other);
      return mine;
    });
    expect([...text].sort().join('')).toBe(`[]${'a'.repeat(40)}${'b'.repeat(40)}`);
    expect(text.startsWith('[]')).toBe(true);
    await eventually(async () => expect(await stored(member)).toBe(text));
    await tab.people.seesHere(1, 2);
  });
});

describe('a server that is killed in mid-typing', () => {
  const KILLS = 3;
  /** Runs in the page: what the field held whenever Saved was to be seen. */
  const WATCH = `{
    window.shownSaved = '';
    const look = () => {
      const field = document.querySelector('textarea');
      if (document.querySelector('[data-saving]')?.dataset.saving === 'saved' && field) window.shownSaved = field.value;
      requestAnimationFrame(look);
    };
    look();
  }`;

  it('D1 has everything that showed Saved, and Saved never showed for anything else', async () => {
    const { member, ana } = await anaWrites();
    await ana.page.evaluate(WATCH);
    const saved = () => ana.page.evaluate<string>('window.shownSaved');
    for (let kill = 0; kill < KILLS; kill++) {
      const before = (await saved()).length;
      const typing = ana.form.types('What', `${'word '.repeat(24)}${String(kill)};`);
      await eventually(async () => (await saved()).length > before);
      await site.kill();
      await typing;
      await ana.losesNetwork();
      await ana.form.sees('lost');
      const promised = await saved();
      const whole = await ana.form.field('What').inputValue();
      await site.start();
      const held = await stored(member);
      expect(held.startsWith(promised), `“${promised}” showed Saved; held is “${held}”`).toBe(true);
      await ana.hasNetworkAgain();
      await ana.form.isSaved();
      expect(await ana.form.field('What').inputValue()).toBe(whole);
      expect(await stored(member)).toBe(whole);
    }
  });
});

/**
 * A person at a board, in a browser of their own, in the words of the product: they start a board, join, frame, write,
 * reveal, close. What they do at each phase is in `person/`. Everything is found the way people find it, by role and name
 * (the names come from the message catalogue), or by the `data-` attributes that screens keep for tests; never by class.
 */

import { expect } from 'vitest';
import type { Phase } from '../../shared/board/state.ts';
import type { RefusalCode } from '../../client/link/refusal.ts';
import { door as doorText } from '../../client/text/en/door.ts';
import { home as homeText } from '../../client/text/en/home.ts';
import { refusals } from '../../client/text/en/refusals.ts';
import { ui } from '../../client/text/en/ui.ts';
import {
  openPerson,
  type BrowserContext,
  type BrowserPerson,
  type Locator,
  type Page,
  type PersonOptions,
} from './browser.ts';
import { Closed } from './person/closed.ts';
import { Form } from './person/form.ts';
import { Frame } from './person/frame.ts';
import { People } from './person/people.ts';
import { Wall } from './person/wall.ts';

export interface JoinOptions {
  readonly function?: string;
  readonly passphrase?: string;
  readonly isAbsent?: boolean;
  readonly isWatching?: boolean;
}

/** A stranger's browser asks who it is, and is told that there is no board for it; Chromium notes that down. */
const ASKED_AS_A_STRANGER = /^console: Failed to load resource: .* 404 .*\/api\/boards\/[^/]+\)$/;

export class Person {
  readonly name: string;
  readonly page: Page;
  readonly frame: Frame;
  readonly form: Form;
  readonly wall: Wall;
  readonly closed: Closed;
  readonly people: People;
  readonly #browser: BrowserPerson;

  constructor(name: string, browser: BrowserPerson, page: Page = browser.page) {
    this.name = name;
    this.page = page;
    this.frame = new Frame(page);
    this.form = new Form(page);
    this.wall = new Wall(page);
    this.closed = new Closed(page);
    this.people = new People(page);
    this.#browser = browser;
  }

  /** For going offline, for storage and cookies. */
  get context(): BrowserContext {
    return this.#browser.context;
  }

  /** @throws when no board is open */
  get boardId(): string {
    const [, boardId] = /^\/b\/([^/]+)/.exec(new URL(this.page.url()).pathname) ?? [];
    if (boardId === undefined) throw new Error(`${this.name} is at no board: ${this.page.url()}`);
    return boardId;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** From the start page to a board of one's own. */
  async startsBoard(wording: string, { isReading = true } = {}): Promise<void> {
    await this.page.goto('/');
    await this.page.getByLabel(homeText.whatWasAgreed).fill(wording);
    await this.button(homeText.start).click();
    await this.page.getByLabel(homeText.yourName).fill(this.name);
    if (!isReading) await this.page.getByLabel(homeText.reads).uncheck();
    await this.button(homeText.open).click();
    await this.seesPhase('frame');
  }

  async opensBoard(boardId: string, key?: string): Promise<void> {
    await this.page.goto(`/b/${boardId}${key === undefined ? '' : `#${key}`}`);
  }

  /** Types what the door asks for; `pressesJoin` is up to the caller. */
  async typesAtDoor({ function: role, passphrase, isAbsent, isWatching }: JoinOptions = {}): Promise<void> {
    await this.page.getByLabel(doorText.yourName).fill(this.name);
    if (passphrase !== undefined) await this.page.getByLabel(doorText.passphrase).fill(passphrase);
    if (role === undefined && isAbsent !== true && isWatching !== true) return;
    await this.page.getByText(doorText.more, { exact: true }).click();
    if (role !== undefined) await this.page.getByLabel(doorText.function).fill(role);
    if (isWatching === true) await this.page.getByLabel(doorText.watches).check();
    if (isAbsent === true) await this.page.getByLabel(doorText.absent).check();
  }

  async pressesJoin(): Promise<void> {
    await this.button(doorText.join).click();
  }

  /** By the link: a name, and in. */
  async joins(boardId: string, options: JoinOptions = {}): Promise<void> {
    await this.opensBoard(boardId);
    await this.typesAtDoor(options);
    await this.pressesJoin();
    await this.isInside();
  }

  async isInside(): Promise<void> {
    await this.page.getByRole('navigation', { name: ui.phaseLine }).waitFor();
  }

  /** Where the board is now, as the line of phases says. */
  async seesPhase(phase: Phase): Promise<void> {
    await this.page
      .getByRole('navigation', { name: ui.phaseLine })
      .locator('[aria-current=step]', { hasText: ui.phases[phase] })
      .waitFor();
  }

  /** The wording that stands on top. */
  async agreement(): Promise<string> {
    return (await this.page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  }

  async seesConnection(kind: 'connecting' | 'live' | 'lost'): Promise<void> {
    await this.page.locator(`[data-connection=${kind}]`).waitFor({ state: 'attached' });
  }

  /** A refusal says what it means and what to do next (U5). */
  async seesRefusal(code: RefusalCode): Promise<void> {
    const shown = this.page.locator(`[data-refusal=${code}]`);
    await shown.waitFor();
    expect(await shown.textContent()).toBe(refusals[code]);
  }

  async seesText(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Somebody's reply, wherever it stands. */
  async seesReplyText(words: string): Promise<void> {
    await this.page.locator('[data-reply]', { hasText: words }).first().waitFor({ state: 'attached' });
  }

  async reloads(): Promise<void> {
    await this.page.reload();
  }

  /** Of the same person in the same browser. */
  async opensAnotherTab(): Promise<Person> {
    const tab = new Person(this.name, this.#browser, await this.context.newPage());
    await tab.page.goto(this.page.url());
    return tab;
  }

  async losesNetwork(): Promise<void> {
    await this.context.setOffline(true);
  }

  async hasNetworkAgain(): Promise<void> {
    await this.context.setOffline(false);
  }

  /** @param expected complaints of the page that this test has itself provoked */
  expectClean(...expected: readonly RegExp[]): void {
    this.#browser.expectClean(ASKED_AS_A_STRANGER, ...expected);
  }

  leaves(): Promise<void> {
    return this.#browser.close();
  }
}

/** A person with an empty page. */
export const arrive = async (url: string, name: string, options?: PersonOptions): Promise<Person> =>
  new Person(name, await openPerson(url, options));

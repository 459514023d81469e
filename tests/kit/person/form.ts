/** What a person does while a round is written: the form and every type of answer, being done, and the facilitator's moves. */

import type { AnswerState } from '../../../shared/board/reading.ts';
import { aside as asideText } from '../../../client/text/en/aside.ts';
import { seat } from '../../../client/text/en/write-seat.ts';
import { write as text } from '../../../client/text/en/write.ts';
import type { Locator, Page } from '../browser.ts';

/** What one person answers, by the label of the question. */
export interface Answers {
  readonly fist?: number;
  readonly sure?: number;
  /** Own words, days and amounts. */
  readonly words?: Readonly<Record<string, string>>;
}

export type Saving = 'opening' | 'saved' | 'saving' | 'too_long' | 'lost' | 'failing' | 'ended';

export class Form {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  #button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  card(label: string): Locator {
    return this.#page.getByRole('region', { name: label, exact: true });
  }

  /** The field of own words, of a day or of an amount. */
  field(label: string): Locator {
    return this.card(label).getByRole('textbox', { name: label, exact: true });
  }

  /** The form is there and can be written in. */
  async isReady(): Promise<void> {
    await this.card(text.nod.title).getByRole('radio').first().waitFor();
  }

  /** Who will see this, when, with which name: every sentence above the first field. */
  async promise(): Promise<string> {
    return this.card(text.promise.label).innerText();
  }

  async nods(fist: number, reason?: string): Promise<void> {
    const card = this.card(text.nod.title);
    await card.getByRole('radio', { name: new RegExp(`^${String(fist)}`) }).check();
    if (reason !== undefined) await card.getByLabel(text.nod.reason).fill(reason);
  }

  /** @param percent in tens */
  async isSure(percent: number): Promise<void> {
    const slider = this.card(text.sure.title).getByRole('slider');
    await slider.press('Home');
    for (let step = 0; step < percent; step += 10) await slider.press('ArrowRight');
    await this.card(text.sure.title).getByText(text.sure.value(percent), { exact: true }).waitFor();
  }

  async writes(label: string, words: string): Promise<void> {
    await this.field(label).fill(words);
  }

  /** Letter by letter, at the end of what stands there. */
  async types(label: string, words: string): Promise<void> {
    await this.field(label).press('ControlOrMeta+End');
    await this.field(label).pressSequentially(words);
  }

  async answers({ fist, sure, words = {} }: Answers): Promise<void> {
    if (fist !== undefined) await this.nods(fist);
    if (sure !== undefined) await this.isSure(sure);
    for (const [label, given] of Object.entries(words)) await this.writes(label, given);
  }

  async chooses(label: string, option: string): Promise<void> {
    await this.card(label).getByRole('radio', { name: option, exact: true }).check();
  }

  /** Options of a question, or people of the board. */
  async ticks(label: string, ...options: readonly string[]): Promise<void> {
    for (const option of options) await this.card(label).getByRole('checkbox', { name: option, exact: true }).check();
  }

  /** Somebody who is not on the board. */
  async namesSomebodyElse(label: string, name: string): Promise<void> {
    const card = this.card(label);
    await card.getByLabel(text.persons.other).fill(name);
    await card.getByRole('button', { name: text.persons.add, exact: true }).click();
    await card.getByRole('checkbox', { name, exact: true, checked: true }).waitFor();
  }

  async ranks(label: string, ...items: readonly string[]): Promise<void> {
    const card = this.card(label);
    for (const [index, item] of items.entries())
      await card.getByRole('button', { name: text.ranking.place(item, index + 1), exact: true }).click();
  }

  /** The order as it stands. */
  async order(label: string): Promise<string[]> {
    return this.card(label).getByRole('listitem').locator('.words').allTextContents();
  }

  async says(label: string, state: Exclude<AnswerState, 'answered'>): Promise<void> {
    await this.card(label).getByRole('button', { name: text.states[state], exact: true }).click();
  }

  async keeps(label: string): Promise<void> {
    await this.card(label).getByRole('button', { name: text.carried.keep, exact: true }).click();
  }

  get #saving(): Locator {
    return this.#page.locator('[data-saving]');
  }

  async saving(): Promise<Saving> {
    return (await this.#saving.first().getAttribute('data-saving')) as Saving;
  }

  async sees(saving: Saving): Promise<void> {
    await this.#page.locator(`[data-saving=${saving}]`).first().waitFor();
  }

  async isSaved(): Promise<void> {
    await this.sees('saved');
  }

  /** With everything saved. */
  async saysDone(): Promise<void> {
    await this.isSaved();
    await this.#button(seat.done.say).click();
  }

  /** While others still write. */
  async isDone(): Promise<void> {
    await this.saysDone();
    await this.#button(seat.done.takeBack).waitFor();
  }

  /** A late reading is final. */
  async addsLateReading(): Promise<void> {
    await this.#button(seat.late.add).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: seat.late.add, exact: true }).click();
  }

  /** A facilitator's own form, which stays folded on a screen that others may see. */
  async unfolds(): Promise<void> {
    await this.#button(seat.own.open).click();
    await this.isReady();
  }

  async reveals(): Promise<void> {
    await this.#button(seat.move.reveal).click();
  }

  /** Asked whether to wait for those who are not done. @returns the question, with their names */
  async revealsAnyway(): Promise<string> {
    await this.reveals();
    const dialog = this.#page.getByRole('dialog');
    const asked = await dialog.innerText();
    await dialog.getByRole('button', { name: seat.move.revealNow, exact: true }).click();
    return asked;
  }

  async stepsBack(): Promise<void> {
    await this.#button(seat.move.back).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: seat.move.back, exact: true }).click();
  }

  async seesDone(done: number, all: number): Promise<void> {
    await this.#page.getByText(seat.who.count(done, all), { exact: true }).first().waitFor();
  }

  /** What was put aside: kept on this device, not part of the reading. */
  aside(round = 1): Locator {
    return this.#page.locator(`[data-aside="${String(round)}"]`);
  }

  async asideWords(round = 1): Promise<string> {
    return this.aside(round).getByLabel(asideText.words).inputValue();
  }

  /** A form that the board has moved on from is held while its author types. */
  async putsAwayHeldForm(): Promise<void> {
    await this.#button(asideText.held.putAway).click();
  }
}

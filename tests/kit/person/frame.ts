/** What a person does while a board is framed: the wording, the questions, the rules of the round, and opening it. */

import type { DimensionType } from '../../../shared/board/dimension.ts';
import type { TemplateName } from '../../../shared/board/templates.ts';
import { frame as text } from '../../../client/text/en/frame.ts';
import { questionForm as formText } from '../../../client/text/en/question-form.ts';
import type { Locator, Page } from '../browser.ts';

export interface PlannedQuestion {
  readonly type: DimensionType;
  readonly label: string;
  readonly prompt?: string;
  /** Of a choice, or items of a ranking. */
  readonly choices?: readonly string[];
  readonly unit?: string;
  readonly toleranceDays?: number;
}

export interface PlannedRules {
  readonly mode?: 'sealed' | 'open';
  readonly areNamesShown?: boolean;
  readonly pulse?: boolean;
  readonly framing?: 'everyone' | 'facilitator';
  readonly minutes?: number;
}

export class Frame {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  #button(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  get wording(): Locator {
    return this.#page.getByRole('textbox', { name: text.wording.label });
  }

  async seesWording(words: string): Promise<void> {
    await this.wording.filter({ hasText: words }).waitFor();
  }

  /** In the place of whatever stands there. */
  async writesWording(words: string): Promise<void> {
    await this.wording.fill(words);
    await this.seesWording(words);
  }

  async isSaved(): Promise<void> {
    await this.#page.locator('[data-saving=saved]').first().waitFor();
  }

  /** Selects the word that stands first in the wording, and asks what it means. */
  async asksAboutFirstWord(word: string): Promise<void> {
    await this.wording.dblclick({ position: { x: 8, y: 12 } });
    await this.#button(text.wording.ask(word)).click();
    await this.#page.getByText(text.notices.asked(word)).waitFor();
  }

  get #rows(): Locator {
    return this.#page.getByRole('list', { name: text.list.heading });
  }

  /** Their labels, in order. */
  async questions(): Promise<string[]> {
    return (await this.#rows.getByRole('heading', { level: 3 }).allTextContents()).map((label) => label.trim());
  }

  async seesQuestion(label: string): Promise<void> {
    await this.#rows.getByRole('heading', { level: 3, name: label }).waitFor();
  }

  async addsQuestion({ type, label, prompt, choices = [], unit, toleranceDays }: PlannedQuestion): Promise<void> {
    await this.#button(text.list.add).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name: formText.types[type].label }).click();
    await dialog.getByLabel(formText.label, { exact: true }).fill(label);
    if (prompt !== undefined) await dialog.getByLabel(formText.prompt).fill(prompt);
    for (const [index, choice] of choices.entries()) {
      const isItem = type === 'ranking';
      const line = dialog.getByLabel(isItem ? formText.item(index + 1) : formText.option(index + 1), { exact: true });
      if (!(await line.isVisible()))
        await dialog.getByRole('button', { name: isItem ? formText.addItem : formText.addOption }).click();
      await line.fill(choice);
    }
    if (unit !== undefined) await dialog.getByLabel(formText.unit, { exact: true }).fill(unit);
    if (toleranceDays !== undefined) await dialog.getByLabel(formText.tolerance).fill(String(toleranceDays));
    await dialog.getByRole('button', { name: formText.add, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await this.seesQuestion(label);
  }

  async #fromMenuOf(label: string, item: string): Promise<void> {
    await this.#button(text.list.menu(label)).click();
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  async removesQuestion(label: string): Promise<void> {
    await this.#fromMenuOf(label, text.list.remove);
    await this.#rows.getByRole('heading', { level: 3, name: label }).waitFor({ state: 'detached' });
  }

  async movesQuestionUp(label: string): Promise<void> {
    await this.#fromMenuOf(label, text.list.moveUp);
  }

  async startsFrom(template: TemplateName): Promise<void> {
    await this.#button(text.list.fromTemplate).click();
    await this.#page.getByRole('dialog').getByRole('button', { name: text.templates[template].label }).click();
    await this.#page.getByRole('dialog').waitFor({ state: 'hidden' });
  }

  async setsRules({ mode, areNamesShown, pulse, framing, minutes }: PlannedRules): Promise<void> {
    await this.#button(text.rulesForm.change).click();
    const dialog = this.#page.getByRole('dialog');
    const rules = text.rulesForm;
    const choose = (group: string, label: string) =>
      dialog
        .getByRole('group', { name: group })
        .getByRole('radio', { name: new RegExp(`^${label}`) })
        .check();
    if (mode !== undefined) await choose(rules.mode, rules.modes[mode].label);
    if (areNamesShown !== undefined) await choose(rules.names, rules.namesOptions[areNamesShown ? 'on' : 'off'].label);
    if (pulse !== undefined) await dialog.getByLabel(rules.pulse).setChecked(pulse);
    if (minutes !== undefined) await choose(rules.minutes, rules.minutesOption(minutes));
    if (framing !== undefined) await choose(rules.framing, rules.framingOptions[framing]);
    await dialog.getByRole('button', { name: text.rulesForm.done, exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async opensRound(number = 1): Promise<void> {
    await this.#button(number === 1 ? text.opening.open : text.opening.openNumber(number)).click();
  }

  /** A paused round goes on. */
  async goesOnWith(round: number): Promise<void> {
    await this.#button(text.opening.resume(round)).click();
  }
}

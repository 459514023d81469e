/** The list of people and what a facilitator does with it; sharing, the settings of the board, and personal links. */

import { header, own, people as text, settings } from '../../../client/text/en/people.ts';
import type { Locator, Page } from '../browser.ts';

/** What a facilitator can do about one person: the button, and the one that says yes. */
const DEEDS = {
  grant: [text.grant, text.grant],
  handOver: [text.handOver, text.handOverNow],
  revoke: [text.revoke, text.revoke],
  newLink: [text.newLink, text.newLinkNow],
  remove: [text.remove, text.removeNow],
} as const;

export class People {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get #dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  #inDialog(name: string): Locator {
    return this.#dialog.getByRole('button', { name, exact: true });
  }

  async #closes(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.#dialog.waitFor({ state: 'hidden' });
  }

  async opens(): Promise<void> {
    await this.#page.getByRole('button', { name: /^People:/ }).click();
    await this.#dialog.getByRole('heading', { name: text.title }).waitFor();
  }

  async seesHere(here: number, all: number): Promise<void> {
    await this.#page.getByRole('button', { name: header.peopleButton(here, all, 0), exact: true }).waitFor();
  }

  /** Who waits at the door. */
  async letsIn(name: string): Promise<void> {
    await this.opens();
    await this.#inDialog(text.letInWhom(name)).click();
    await this.#inDialog(text.letInWhom(name)).waitFor({ state: 'hidden' });
    await this.#closes();
  }

  async does(deed: keyof typeof DEEDS, name: string): Promise<void> {
    const [press, now] = DEEDS[deed];
    await this.opens();
    await this.#inDialog(text.moreAbout(name)).click();
    await this.#inDialog(press).click();
    await this.#inDialog(now).click();
    await this.#inDialog(now).waitFor({ state: 'hidden' });
    if (deed !== 'newLink') await this.#closes();
  }

  /** For somebody who has lost theirs. @returns the link */
  async makesLinkFor(name: string): Promise<string> {
    await this.does('newLink', name);
    const link = await this.#dialog.getByLabel(text.newLinkFor(name)).inputValue();
    await this.#closes();
    return link;
  }

  async takesSeat(): Promise<void> {
    await this.opens();
    await this.#inDialog(text.takeSeat).click();
  }

  async #fromMenu(item: string): Promise<void> {
    await this.#page.getByRole('button', { name: header.menu, exact: true }).click();
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** One's own, for another device. @returns the link */
  async makesOwnLink(): Promise<string> {
    await this.#fromMenu(header.personalLink);
    await this.#inDialog(own.linkMake).click();
    const link = await this.#dialog.getByLabel(own.linkLabel).inputValue();
    await this.#closes();
    return link;
  }

  /** Shown on the device that started the board. @returns the link */
  async looksUpRecoveryLink(): Promise<string> {
    await this.#fromMenu(header.settings);
    await this.#inDialog(settings.recoveryShow).click();
    const link = await this.#dialog.getByLabel(settings.recovery).inputValue();
    await this.#closes();
    return link;
  }

  async setsPassphrase(passphrase: string): Promise<void> {
    await this.#fromMenu(header.settings);
    await this.#dialog.getByLabel(settings.passphrase, { exact: true }).fill(passphrase);
    await this.#inDialog(settings.setPassphrase).click();
    await this.#inDialog(settings.takePassphrase).waitFor();
    await this.#closes();
  }

  async locksDoor(isLocked = true): Promise<void> {
    await this.#fromMenu(header.settings);
    await this.#dialog.getByLabel(settings.locked).setChecked(isLocked);
    await this.#closes();
  }

  async wantsToApprove(): Promise<void> {
    await this.#fromMenu(header.settings);
    await this.#dialog.getByLabel(settings.approval).check();
    await this.#closes();
  }

  async deletesBoard(): Promise<void> {
    await this.#fromMenu(header.delete);
    await this.#inDialog(own.deleteNow).click();
  }

  async forgetsBoard(): Promise<void> {
    await this.#fromMenu(header.forget);
    await this.#inDialog(own.forgetNow).click();
  }
}

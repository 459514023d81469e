/**
 * Every state of every screen, as the gallery shows it: on a phone and on a laptop, by day and by night. With
 * `PHOTOGRAPHS=<folder>` each is also photographed, for people to look at.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GALLERY_STATES, galleryPath, type GalleryState } from '../../client/gallery/states.ts';
import { expectNoAxeFindings, expectReadable } from '../kit/axe.ts';
import { closeAll, openPerson, type BrowserPerson, type Page } from '../kit/browser.ts';
import { buildGallery, type BuiltGallery } from '../kit/built-gallery.ts';

const folder = process.env['PHOTOGRAPHS'];
/** A photograph shows the whole page up to this height; what comes then looks like what was before. */
const TALLEST = 4000;
/** The narrowest screen that everything has to fit, and 1280 pixels at four times their size. */
const NARROW = { width: 320, height: 640 };
const LAPTOP = { width: 1280, height: 800 };

let gallery: BuiltGallery;
let laptop: BrowserPerson;
let phone: BrowserPerson;

beforeAll(async () => {
  gallery = await buildGallery();
  laptop = await openPerson(gallery.url, { reducedMotion: true });
  phone = await openPerson(gallery.url, { phone: true, reducedMotion: true });
  if (folder !== undefined) await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await closeAll();
  await gallery.close();
});

/** The window is made as high as the page, so that what stands at its bottom edge stands at the bottom of the picture. */
const photograph = async (page: Page, name: string): Promise<void> => {
  if (folder === undefined) return;
  const size = page.viewportSize() ?? LAPTOP;
  const tall = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ ...size, height: Math.max(size.height, Math.min(tall, TALLEST)) });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
  await page.setViewportSize(size);
};

/** What sticks out of the page on the far side, by where it is. */
const STICKING_OUT = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((element) => {
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 0.5 || left < -0.5);
  });
  return ['page of ' + scrollWidth + ' px'].concat(
    wide.slice(-5).map((element) => element.tagName.toLowerCase() + '.' + element.className + ': ' + element.textContent.slice(0, 40)),
  );
})()`;

const show = async ({ page }: BrowserPerson, state: GalleryState): Promise<void> => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(galleryPath(state, true));
  await page.waitForSelector(`html[data-gallery="${state}"]`);
};

const onLaptop = async (state: GalleryState): Promise<void> => {
  const { page } = laptop;
  await page.setViewportSize(LAPTOP);
  await show(laptop, state);
  await photograph(page, `${state}-laptop-light`);
  await expectNoAxeFindings(page);
  await page.setViewportSize(NARROW);
  expect.soft(await page.evaluate<string[]>(STICKING_OUT), 'sticks out at 320 px').toEqual([]);
  if (folder === undefined) return;
  await page.setViewportSize(LAPTOP);
  await page.emulateMedia({ colorScheme: 'dark' });
  await photograph(page, `${state}-laptop-dark`);
};

const onPhone = async (state: GalleryState): Promise<void> => {
  const { page } = phone;
  await show(phone, state);
  await photograph(page, `${state}-phone-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await photograph(page, `${state}-phone-dark`);
  await expectReadable(page);
};

it.each(GALLERY_STATES)('U1, S13: axe and the browser find nothing to complain of in %s', async (state) => {
  const before = [laptop, phone].map(({ complaints }) => complaints.length);
  await Promise.all([onLaptop(state), onPhone(state)]);
  const complaints = [laptop, phone].flatMap((person, index) => person.complaints.slice(before[index]));
  expect(complaints).toEqual([]);
});

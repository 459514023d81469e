/**
 * The one sound of the board: two short notes when the time of a round is over. Made by the browser, so that nothing is
 * loaded; off where its owner muted it, and silent until a gesture lets the page sound at all.
 */

import { keep, recall } from './kept.ts';

const NAME = 'sound';
const NOTES = [
  { hertz: 659, atSeconds: 0 },
  { hertz: 880, atSeconds: 0.22 },
] as const;
const LENGTH_SECONDS = 0.2;
const LOUDNESS = 0.12;

export const isSoundOn = (): boolean => recall(NAME, (found) => (found === false ? false : undefined)) ?? true;
export const keepSound = (isOn: boolean): void => void keep(NAME, isOn);

export interface Chime {
  /** Sounds, if the browser lets it. */
  readonly play: () => void;
  readonly close: () => void;
}

const note = (context: AudioContext, hertz: number, atSeconds: number): void => {
  const [tone, volume] = [context.createOscillator(), context.createGain()];
  const start = context.currentTime + atSeconds;
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
  volume.gain.linearRampToValueAtTime(0, start + LENGTH_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(start);
  tone.stop(start + LENGTH_SECONDS);
};

/** Waits for the first gesture on the page, which browsers ask for before anything may sound. */
export const openChime = (): Chime => {
  if (!('AudioContext' in globalThis)) return { play: () => undefined, close: () => undefined };
  let context: AudioContext | undefined;
  const wake = () => {
    context ??= new AudioContext();
    void context.resume();
    stop();
  };
  const stop = () => {
    removeEventListener('pointerdown', wake);
    removeEventListener('keydown', wake);
  };
  addEventListener('pointerdown', wake);
  addEventListener('keydown', wake);
  return {
    play: () => {
      if (context?.state === 'running') for (const { hertz, atSeconds } of NOTES) note(context, hertz, atSeconds);
    },
    close: () => {
      stop();
      void context?.close();
    },
  };
};

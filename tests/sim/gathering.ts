/** What an act may use of the workshop it happens in. */

import type { ParticipantId } from '../../shared/board/ids.ts';
import type { Archive } from './archive.ts';
import type { Device } from './device.ts';

export interface Gathering {
  readonly archive: Archive;
  readonly note: (name: string) => void;
  readonly freshCommandId: () => string;
  readonly join: () => void;
  readonly secondDevice: (device: Device) => void;
  readonly replaceKey: (device: Device, other: ParticipantId) => void;
}

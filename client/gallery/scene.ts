/** What a scene of the gallery is made of. Scenes are functions, so that only the one that is looked at is played. */

import type { BoardPart } from '../routes.ts';
import type { Act } from './acting.ts';
import type { NetworkAnswers } from './memory-network.ts';
import type { Staging } from './stage.ts';

export interface Setting {
  /** What the server answers over HTTP. */
  readonly network?: NetworkAnswers;
  /** What stands behind `?` in the address, with it. */
  readonly search?: string;
  /** What this device remembers, under the names of `browser/kept.ts`. */
  readonly kept?: Readonly<Record<string, unknown>>;
  /** What somebody does before it looks as it should. */
  readonly acts?: readonly Act[];
}

export type Scene = Setting &
  (
    | { readonly page: 'home' }
    | { readonly page: 'door'; readonly boardId: string; readonly personalKey?: string }
    | { readonly page: 'code'; readonly code: string }
    | { readonly page: 'board'; readonly staging: Staging; readonly part?: BoardPart }
    /** Every refusal, one below the other. */
    | { readonly page: 'refusals' }
  );

export type MakeScene = () => Scene;

/** Any of the shared types a Yjs document holds: text, map, array, as Yjs itself names it. */

import type * as Y from 'yjs';

export type SharedType = Exclude<Y.Item['parent'], Y.ID | null>;

/** How a document connection ends. 4400 to 4499 stop a stock provider from connecting again; the others let it try. */

import type { RejectionCode } from '../../shared/board/rejections.ts';

export const CLOSE = {
  goingAway: 1001,
  malformed: 1003,
  policy: 1008,
  restart: 1012,
  tryLater: 1013,
  forbidden: 4403,
  unknown: 4404,
} as const;

/** For a connection that did not opt into named refusals. Undefined: it is helped in another way and stays. */
export const closeCodeOf = (code: RejectionCode): number | undefined => {
  switch (code) {
    case 'reset':
      return undefined;
    case 'malformed':
      return CLOSE.malformed;
    case 'rate_limited':
      return CLOSE.policy;
    case 'unavailable':
    case 'busy':
    case 'shutting_down':
      return CLOSE.tryLater;
    default:
      return CLOSE.forbidden;
  }
};

/** How the HTTP surface answers: the status of each refusal, and one shape for all of them. */

import { rejection, type Rejection, type RejectionCode } from '../../shared/board/rejections.ts';

const CONFLICT = 409;

const STATUS: Partial<Record<RejectionCode, number>> = {
  malformed: 400,
  not_found: 404,
  forbidden: 403,
  not_yours: 403,
  does_not_read: 403,
  passphrase_required: 403,
  passphrase_wrong: 403,
  locked: 403,
  pending: 403,
  removed: 403,
  withheld: 403,
  read_only: 403,
  bad_origin: 403,
  method_not_allowed: 405,
  too_large: 413,
  unsupported_media: 415,
  rate_limited: 429,
  internal: 500,
  not_available: 501,
  unavailable: 503,
  shutting_down: 503,
};

export const refusal = (refused: Rejection | RejectionCode): Response => {
  const found = typeof refused === 'string' ? rejection(refused) : refused;
  const status = STATUS[found.code] ?? CONFLICT;
  const headers: Record<string, string> = status === 429 || status === 503 ? { 'Retry-After': '2' } : {};
  return Response.json({ rejection: found }, { status, headers });
};

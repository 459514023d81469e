/**
 * `/api/boards/:board/export.*` and `return.ics`: a board to take away, with exactly what its caller may see on screen.
 * What that is, the view and the permissions say; the files are made by `shared/export/`.
 */

import type { Hono } from 'hono';
import { mayReadBoardDocument, mayReadWall } from '../../shared/board/permissions.ts';
import type { View } from '../../shared/board/view.ts';
import { returnCalendar } from '../../shared/export/calendar-file.ts';
import { exportBoard, exportJson, type ExportSource } from '../../shared/export/export-board.ts';
import { attachment, fileName } from '../../shared/export/file-name.ts';
import { exportMarkdown } from '../../shared/export/markdown.ts';
import { hostAsked } from '../access/origin.ts';
import { refusal } from './answer.ts';
import { isSecureAsk, senderOf, withPresent, type Ask, type Caller, type Env, type Surface } from './surface.ts';

const viewOf = async ({ room, person }: Caller): Promise<View | undefined> => {
  const seen = await room.view(person);
  return seen === undefined || 'pending' in seen.view ? undefined : seen.view;
};

/** The view first: what is revealed after it is on the wall, and not yet in the export. */
const sourceFor = async (caller: Caller): Promise<ExportSource | undefined> => {
  const { room, person } = caller;
  const view = await viewOf(caller);
  if (view === undefined) return undefined;
  const [wall, notes] = await Promise.all([room.documents.wall(), room.documents.notes()]);
  return {
    view,
    wall: mayReadWall(room.state, person) === undefined ? wall : undefined,
    notes: mayReadBoardDocument(room.state, person) === undefined ? notes : undefined,
  };
};

const file = (text: string, type: string, title: string | null, ending: string): Response =>
  new Response(text, {
    headers: { 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': attachment(fileName(title, ending)) },
  });

/** As people reach this server; undefined when the request does not say. */
const originOf = (surface: Surface, ask: Ask): string | undefined => {
  const { publicUrl } = surface.config;
  if (publicUrl !== undefined) return publicUrl.origin;
  const host = hostAsked(ask.env.incoming.headers, surface.originRule);
  const address = `${isSecureAsk(surface, ask) ? 'https' : 'http'}://${host ?? ''}`;
  return URL.canParse(address) ? new URL(address).origin : undefined;
};

const returnDate = async (surface: Surface, ask: Ask, caller: Caller): Promise<Response> => {
  const view = await viewOf(caller);
  if (view === undefined) return refusal('not_found');
  const { id, title, closedOn, returnOn } = view.board;
  // A return date comes with closing a board.
  if (returnOn === undefined || closedOn === undefined) return refusal('wrong_phase');
  const origin = originOf(surface, ask);
  if (origin === undefined) return refusal('malformed');
  const calendar = returnCalendar({ boardId: id, title, returnOn, setOn: closedOn, origin });
  return file(calendar, 'text/calendar', title, 'ics');
};

const FORMS = [
  {
    path: 'export.json',
    make: (source: ExportSource) => file(exportJson(source), 'application/json', source.view.board.title, 'json'),
  },
  {
    path: 'export.md',
    make: (source: ExportSource) =>
      file(exportMarkdown(exportBoard(source)), 'text/markdown', source.view.board.title, 'md'),
  },
] as const;

export const addExportRoutes = (app: Hono<Env>, surface: Surface): void => {
  const onExport = (path: string, then: (ask: Ask, caller: Caller) => Promise<Response>): void => {
    app.get(`/api/boards/:board/${path}`, (ask) =>
      withPresent(surface, ask, async (caller) =>
        surface.mayExport(senderOf(surface, ask)) ? then(ask, caller) : refusal('rate_limited'),
      ),
    );
  };
  for (const { path, make } of FORMS) {
    onExport(path, async (_ask, caller) => {
      const source = await sourceFor(caller);
      return source === undefined ? refusal('not_found') : make(source);
    });
  }
  onExport('export.csv', () => Promise.resolve(refusal('not_available')));
  onExport('return.ics', (ask, caller) => returnDate(surface, ask, caller));
};

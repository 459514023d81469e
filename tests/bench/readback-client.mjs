/**
 * How a load generator for y-websocket servers comes onto Readback: a board for each document it names, a participant
 * with a key of their own for each of its clients, and the notes of a question as the place to type.
 */

import { randomUUID } from 'node:crypto';

const QUESTIONS = 10;

/** @type {Map<string, Promise<{ id: string, key: string }>>} */
const boards = new Map();
let base = '';

/**
 * @param {string} path
 * @param {object} body
 * @param {string} [key]
 * @returns {Promise<Record<string, string>>}
 */
const post = async (path, body, key) => {
  const response = await fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(key === undefined ? {} : { Authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ commandId: randomUUID(), ...body }),
  });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  const answer = /** @type {unknown} */ (await response.json());
  return /** @type {Record<string, string>} */ (answer);
};

const makeBoard = async () => {
  const { boardId = '', key = '' } = await post('/api/boards', { name: 'Noor', wording: 'We agreed.' });
  for (let i = 0; i < QUESTIONS; i++) {
    const dimension = { id: `q${i}`, type: 'text', label: `Question ${i}` };
    await post(`/api/boards/${boardId}/commands`, { type: 'dimension.add', dimension }, key);
  }
  return { id: boardId, key };
};

/** @param {string} doc */
const boardOf = (doc) => {
  const found = boards.get(doc) ?? makeBoard();
  boards.set(doc, found);
  return found;
};

/** @param {{ port: number, host: string, restarted?: boolean }} server */
export const setup = ({ port, host }) => {
  base = `http://${host}:${port}`;
};

/**
 * @param {{ doc: string, i: number }} client
 * @returns {Promise<string>} the key of a new participant
 */
export const token = async ({ doc, i }) => {
  const { id } = await boardOf(doc);
  const { key = '' } = await post(`/api/boards/${id}/participants`, { name: `Person ${i}` });
  return key;
};

/** @param {{ doc: string, token: string, port: number, host: string }} client */
export const connect = async ({ doc, token: key }) => {
  const { id } = await boardOf(doc);
  return { url: `${base.replace('http', 'ws')}/yjs/${id}/board`, headers: { Authorization: `Bearer ${key}` } };
};

/** @param {{ ydoc: { getMap: (name: string) => { get: (key: string) => unknown } }, w: number }} writer */
export const writerText = ({ ydoc, w }) => ydoc.getMap('notes').get(`q${w % QUESTIONS}`);

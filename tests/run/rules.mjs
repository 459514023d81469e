/**
 * Holds `tests/RULES.md` against the titles of the tests, without running them: a promise needs a test whose title starts
 * with its id, unless it is listed as waiting, and what waits must have none. Prints one line for each thing wrong.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repository } from '../../server/start/run.mjs';

/** Ids a title begins with: `D1 …`, `D1, D4: …`. */
const LEADING_IDS = /^[A-Z]\d+(?:[\s,:]+[A-Z]\d+)*(?=[\s,:]|$)/;

/**
 * @param {string} rules the text of RULES.md
 * @returns {{ promised: Set<string>, waiting: Set<string> }} ids
 */
const readRules = (rules) => {
  const [promises = '', notYet = ''] = rules.split(/^## Not yet$/m);
  /** @type {(text: string, line: RegExp) => Set<string>} */
  const ids = (text, line) => new Set([...text.matchAll(line)].map(([, id = '']) => id));
  return { promised: ids(promises, /^- \*\*([A-Z]\d+)\*\* /gm), waiting: ids(notYet, /^- ([A-Z]\d+) waits for /gm) };
};

/**
 * @param {ts.Expression} callee
 * @returns {boolean} whether it is `it`, `test`, or made from them, as `it.each(…)` is
 */
const isTestFunction = (callee) => {
  if (ts.isIdentifier(callee)) return callee.text === 'it' || callee.text === 'test';
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return isTestFunction(callee.expression);
  return false;
};

/**
 * @param {ts.Node} node
 * @returns {string[]} titles of the tests in `node`; of a template, what stands before its first hole
 */
const titlesIn = (node) => {
  const title = ts.isCallExpression(node) && isTestFunction(node.expression) ? node.arguments[0] : undefined;
  const inside = node.getChildren().flatMap(titlesIn);
  if (title === undefined) return inside;
  if (ts.isStringLiteralLike(title)) return [title.text, ...inside];
  return ts.isTemplateExpression(title) ? [title.head.text, ...inside] : inside;
};

const titles = ts.sys
  .readDirectory(join(repository, 'tests'), ['.ts'])
  .map((path) => ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true))
  .flatMap(titlesIn);
const proved = new Set(titles.flatMap((title) => LEADING_IDS.exec(title)?.[0].split(/[\s,:]+/) ?? []));
const { promised, waiting } = readRules(readFileSync(join(repository, 'tests', 'RULES.md'), 'utf8'));

const complaints = [
  ...[...promised].filter((id) => !proved.has(id) && !waiting.has(id)).map((id) => `${id} has no test.`),
  ...[...waiting].filter((id) => proved.has(id)).map((id) => `${id} has a test: take it off the list "Not yet".`),
  ...[...waiting].filter((id) => !promised.has(id)).map((id) => `${id} waits, but is not promised.`),
  ...[...proved]
    .filter((id) => !promised.has(id))
    .map((id) => `${id} begins the title of a test, but is not promised.`),
];
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 && promised.size > 0 ? 0 : 1;

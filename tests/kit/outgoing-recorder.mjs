/**
 * Loaded into a process before anything else (`--import`): prints one line for every connection it opens and every name
 * it looks up, and changes nothing.
 */

import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

/** @param {string} what @param {unknown} where */
const record = (what, where) => process.stderr.write(`OUTGOING ${what} ${JSON.stringify(where)}\n`);

/**
 * @template {string} Name
 * @param {{ [name in Name]: Function }} holder
 * @param {Name} name
 */
const watch = (holder, name) => {
  const original = holder[name];
  /** @this {unknown} @param {unknown[]} given @returns {unknown} */
  holder[name] = function (...given) {
    const [first] = given;
    record(name, Array.isArray(first) ? /** @type {unknown} */ (first[0]) : first);
    /** @type {unknown} */
    const answer = Reflect.apply(original, this, given);
    return answer;
  };
};

watch(net.Socket.prototype, 'connect');
watch(dgram.Socket.prototype, 'send');
watch(dns, 'lookup');
watch(dns.promises, 'lookup');
syncBuiltinESMExports();

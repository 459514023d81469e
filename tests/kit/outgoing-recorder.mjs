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

/** @param {Record<string, any>} holder @param {string} name */
const watch = (holder, name) => {
  const original = holder[name];
  /** @this {unknown} @param {unknown[]} given */
  holder[name] = function (...given) {
    const [first] = given;
    record(name, Array.isArray(first) ? first[0] : first);
    return original.apply(this, given);
  };
};

watch(net.Socket.prototype, 'connect');
watch(dgram.Socket.prototype, 'send');
watch(dns, 'lookup');
watch(dns.promises, 'lookup');
syncBuiltinESMExports();

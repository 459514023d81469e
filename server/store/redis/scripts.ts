/**
 * The steps that must be atomic, as Lua that runs inside Redis. Each one gets the key of the board's hash and derives
 * the board's other keys from it (layout.ts).
 *
 * A script does not roll back, so everything that can fail comes before the first write. The first line of each makes
 * Redis itself refuse it beforehand where it could not be completed: out of memory, on a replica, when the append-only
 * file cannot be written, when replicas that the server insists on are missing.
 */

/** Larger batches are announced by their numbers only, so that one append cannot fill every reader's buffer. */
const PUBLISH_LIMIT_BYTES = 262_144;

/**
 * ARGV: mark, fence that must hold or '', number of guarded heads, (stream, head)…, (stream, raises fence: 0 or 1,
 * payload)…. Answers the number of the first entry, or -1: a head did not hold, -2: the fence did not hold.
 */
const append = `#!lua
local meta = KEYS[1]
local board = string.sub(meta, 1, -5)
local mark, guards = ARGV[1], tonumber(ARGV[3])
local state = redis.call('HMGET', meta, 's', 'f', 'm')
if ARGV[2] ~= '' and ARGV[2] ~= (state[2] or '0') then return -2 end
for at = 4, 3 + 2 * guards, 2 do
  if ARGV[at + 1] ~= (redis.call('HGET', meta, 'h:' .. ARGV[at]) or '0') then return -1 end
end
local before = tonumber(state[1] or '0')
local seq = before
local parts = {}
local bytes = 0
for at = 4 + 2 * guards, #ARGV, 3 do
  local stream, payload = ARGV[at], ARGV[at + 2]
  seq = seq + 1
  redis.call('XADD', board .. 'log:' .. stream, seq .. '-' .. mark, 'p', payload)
  redis.call('HSET', meta, 's', seq, 'm', mark, 'h:' .. stream, seq)
  if ARGV[at + 1] == '1' then redis.call('HSET', meta, 'f', seq) end
  bytes = bytes + #payload
  parts[#parts + 1] = struct.pack('>I2c0I4c0', #stream, stream, #payload, payload)
end
if seq == before then return seq + 1 end
if before == 0 then redis.call('UNLINK', board .. 'erased') end
local header = struct.pack('>BddI4I4', 1, before + 1, seq, tonumber(state[3] or '0'), tonumber(mark))
if bytes > ${PUBLISH_LIMIT_BYTES} then parts = {} end
redis.call('SPUBLISH', board .. 'live', header .. table.concat(parts))
return before + 1
`;

/** ARGV: stream. Answers head, number of the snapshot, its bytes, entries as XRANGE gives them; nothing if unknown. */
const read = `#!lua flags=no-writes
local meta, stream = KEYS[1], ARGV[1]
local board = string.sub(meta, 1, -5)
local known = redis.call('HMGET', meta, 'h:' .. stream, 'u:' .. stream)
if not known[1] then return {} end
local snapshot = known[2] and redis.call('GET', board .. 'snap:' .. stream)
return { known[1], known[2], snapshot, redis.call('XRANGE', board .. 'log:' .. stream, '-', '+') }
`;

/**
 * What a reader that has seen everything up to a number has missed, one page of it.
 * ARGV: number, mark and stream of the last entry seen ('' where not known), most entries to take from each stream.
 * Answers a word; for 'page' also the board's last number and its mark, the number this page reaches, and entries
 * beyond the first number in no order: id, stream, payload, 1 for a snapshot. Entries beyond the page's end are not
 * complete. 'erased': the board was. 'rewound': the store does not hold what the reader has seen.
 */
const missed = `#!lua flags=no-writes
local meta = KEYS[1]
local board = string.sub(meta, 1, -5)
local after, mark, last, most = tonumber(ARGV[1]), ARGV[2], ARGV[3], tonumber(ARGV[4])
local state = redis.call('HMGET', meta, 's', 'm')
local seq = tonumber(state[1] or '0')
if not state[1] and after > 0 and redis.call('EXISTS', board .. 'erased') == 1 then return { 'erased' } end
if seq < after then return { 'rewound' } end
if seq == after and mark ~= '' and mark ~= (state[2] or '0') then return { 'rewound' } end
local answer = { 'page', seq, state[2] or '0', seq }
if seq == after then return answer end
if mark ~= '' and last ~= '' then
  local seen = redis.call('XRANGE', board .. 'log:' .. last, ARGV[1], ARGV[1])[1]
  if seen and seen[1] ~= ARGV[1] .. '-' .. mark then return { 'rewound' } end
end
local fields = redis.call('HGETALL', meta)
for at = 1, #fields, 2 do
  local kind, stream = string.sub(fields[at], 1, 2), string.sub(fields[at], 3)
  local reaches = tonumber(fields[at + 1])
  if kind == 'u:' and reaches > after then
    local snapshot = redis.call('GET', board .. 'snap:' .. stream)
    for _, part in ipairs({ reaches .. '-0', stream, snapshot, 1 }) do answer[#answer + 1] = part end
  elseif kind == 'h:' and reaches > after then
    local entries = redis.call('XRANGE', board .. 'log:' .. stream, after + 1, '+', 'COUNT', most)
    for _, entry in ipairs(entries) do
      for _, part in ipairs({ entry[1], stream, entry[2][2], 0 }) do answer[#answer + 1] = part end
    end
    if #entries == most then
      local id = entries[most][1]
      answer[4] = math.min(answer[4], tonumber(string.sub(id, 1, string.find(id, '-') - 1)))
    end
  end
end
return answer
`;

/** ARGV: stream, number, snapshot. Does nothing unless the stream still holds the entry of that number. */
const compact = `#!lua flags=allow-oom
local meta, stream, reaches = KEYS[1], ARGV[1], ARGV[2]
local board = string.sub(meta, 1, -5)
local log = board .. 'log:' .. stream
if #redis.call('XRANGE', log, reaches, reaches) == 0 then return 0 end
redis.call('SET', board .. 'snap:' .. stream, ARGV[3])
redis.call('HSET', meta, 'u:' .. stream, reaches)
redis.call('XTRIM', log, 'MINID', '=', tonumber(reaches) + 1)
return 1
`;

/** ARGV: stream. */
const eraseStream = `#!lua flags=allow-oom
local meta, stream = KEYS[1], ARGV[1]
local board = string.sub(meta, 1, -5)
redis.call('HDEL', meta, 'h:' .. stream, 'u:' .. stream)
return redis.call('UNLINK', board .. 'log:' .. stream, board .. 'snap:' .. stream)
`;

/** ARGV: seconds for which tails that missed the message can learn of it. Does nothing for an unknown board. */
const eraseBoard = `#!lua flags=allow-oom
local meta = KEYS[1]
local board = string.sub(meta, 1, -5)
local fields = redis.call('HKEYS', meta)
local mark = tonumber(redis.call('HGET', meta, 'm') or '0')
if #fields == 0 then return 0 end
redis.call('UNLINK', meta, board .. 'witness')
for _, field in ipairs(fields) do
  local stream = string.sub(field, 3)
  if string.sub(field, 1, 2) == 'h:' then
    redis.call('UNLINK', board .. 'log:' .. stream, board .. 'snap:' .. stream)
  end
end
redis.call('SET', board .. 'erased', '1', 'EX', ARGV[1])
redis.call('SPUBLISH', board .. 'live', struct.pack('>BI4', 3, mark))
return 1
`;

/** A write, whatever it writes, that WAIT can be asked about; allowed when memory is full, as it says nothing then. */
const witness = `#!lua flags=allow-oom
return redis.call('SET', KEYS[1], '1', 'PX', 60000)
`;

/** Refused wherever an append would be, and does nothing. */
const tryWriting = `#!lua
return 1
`;

export const SCRIPTS = { append, read, missed, compact, eraseStream, eraseBoard, witness, tryWriting } as const;
export type ScriptName = keyof typeof SCRIPTS;

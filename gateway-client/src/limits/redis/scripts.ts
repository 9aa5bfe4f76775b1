import { createHash } from "node:crypto";

/** A script that Redis runs alone, from its beginning to its end. */
export interface RedisScript {
  readonly text: string;
  readonly sha1: string;
}

/**
 * Sliding windows with the steps of `rate-table.ts`: 16 a period, the window is the present step and the 16 before. One hash for
 * each counter and period, a field for each step that counted.
 *
 * KEYS: a counter for each limit. ARGV: the count, `take` or `add`, the time in milliseconds (empty for the server's own), then
 * calls and period (ms) of each limit. Answers `{ allowed, index of the limit, remaining, ms until a call is free }`.
 */
export const takeRate = toScript(`
local count, isTaken, now = tonumber(ARGV[1]), ARGV[2] == 'take', tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end

local newestOf, tightest, tightestLeft = {}, 1, nil
for i, key in ipairs(KEYS) do
  local calls, period = tonumber(ARGV[2 + 2 * i]), tonumber(ARGV[3 + 2 * i])
  local fields = redis.call('HGETALL', key)
  local newest = math.floor(now * 16 / period)
  for at = 1, #fields, 2 do newest = math.max(newest, tonumber(fields[at])) end
  local total, oldest, passed = 0, newest, {}
  for at = 1, #fields, 2 do
    local step = tonumber(fields[at])
    if step < newest - 16 then
      passed[#passed + 1] = fields[at]
    else
      total = total + tonumber(fields[at + 1])
      oldest = math.min(oldest, step)
    end
  end
  if #passed > 0 then redis.call('HDEL', key, unpack(passed)) end
  newestOf[i] = newest

  local left = calls - total
  if isTaken and (left <= 0 or left < count) then
    local step = period / 16
    return { 0, i - 1, 0, math.max(1, math.ceil((17 - (newest - oldest)) * step - now % step)) }
  end
  if not tightestLeft or left - count < tightestLeft then tightest, tightestLeft = i, left - count end
end

for i, key in ipairs(KEYS) do
  if count > 0 then
    local period = tonumber(ARGV[3 + 2 * i])
    redis.call('HINCRBY', key, string.format('%.0f', newestOf[i]), count)
    redis.call('PEXPIRE', key, math.ceil(2 * period))
  end
end
return { 1, tightest - 1, tightestLeft, tonumber(ARGV[3 + 2 * tightest]) }
`);

/**
 * A quota of a fixed period: one hash for each counter and period, with calls and bytes.
 *
 * KEYS: the counter. ARGV: allowed calls and bytes (empty for any number), calls and bytes that passed while nobody could ask,
 * `take` or `add`, how long to keep the counter (ms). Answers `{ allowed, calls, bytes }`, with the texts of what is used.
 */
export const takeQuota = toScript(`
local key, calls, bytes = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2])
local used = redis.call('HMGET', key, 'calls', 'bytes')
local usedCalls, usedBytes = tonumber(used[1] or 0) + tonumber(ARGV[3]), tonumber(used[2] or 0) + tonumber(ARGV[4])
local allowed = 1
if ARGV[5] == 'take' then
  if (calls and usedCalls >= calls) or (bytes and usedBytes >= bytes) then allowed = 0 else usedCalls = usedCalls + 1 end
end
redis.call('HSET', key, 'calls', string.format('%.0f', usedCalls), 'bytes', string.format('%.0f', usedBytes))
redis.call('PEXPIRE', key, ARGV[6])
return { allowed, string.format('%.0f', usedCalls), string.format('%.0f', usedBytes) }
`);

/**
 * Enters a gateway among those that count here, and answers how many there are.
 *
 * KEYS: the set of gateways. ARGV: this one's name, how long it counts as there without entering again (ms).
 */
export const enterGateway = toScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])
`);

function toScript(text: string): RedisScript {
  return { text, sha1: createHash("sha1").update(text).digest("hex") };
}

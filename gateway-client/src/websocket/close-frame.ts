import { randomBytes } from "node:crypto";

const CLOSE_FRAME = 0x88;
const MASKED = 0x80;

/**
 * A close frame (RFC 6455, 5.5.1), masked where it goes to a backend.
 *
 * @param reason ASCII, at most 123 bytes
 */
export function closeFrame(code: number, reason: string, isMasked: boolean): Buffer {
  const payload = Buffer.alloc(2 + reason.length);
  payload.writeUInt16BE(code);
  payload.write(reason, 2, "latin1");
  if (!isMasked) return Buffer.concat([Buffer.from([CLOSE_FRAME, payload.length]), payload]);
  const mask = randomBytes(4);
  payload.forEach((byte, index) => {
    payload[index] = byte ^ (mask[index % 4] ?? 0);
  });
  return Buffer.concat([Buffer.from([CLOSE_FRAME, MASKED | payload.length]), mask, payload]);
}

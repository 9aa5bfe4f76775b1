export interface FrameBounds {
  /** A frame's payload. */
  frameBytesMax: number;
  /** The payloads of a message's frames together. */
  messageBytesMax: number;
}

/** Why no more may pass: a close code and what it is about (RFC 6455, 7.4). */
export interface FrameFault {
  readonly code: number;
  readonly reason: string;
}

const FIN = 0x80;
const COMPRESSED = 0x40;
const MASKED = 0x80;
const CLOSE = 8;
const CONTROL_BYTES_MAX = 125;
const EMPTY = Buffer.alloc(0);
/** What deflate adds to what cannot be compressed (RFC 1951): a frame of the bound stays within it when it is compressed. */
const COMPRESSION_LOSS = 1 / 1024;

/**
 * Watches one direction of a WebSocket as its bytes pass: reads the heads of frames and nothing else, so masks stay and nothing
 * is copied. A frame that breaks the rules or the bounds does not pass (RFC 6455, 5.2, 5.4 and 5.5).
 */
export class FrameGate {
  /** Whether a close frame has begun to pass. */
  hasClosed = false;
  private readonly bounds: FrameBounds;
  private readonly isMasked: boolean;
  /** Bytes of the frame under way that are still to pass. */
  private left = 0;
  private held: Buffer = EMPTY;
  private messageBytes = 0;
  private isInMessage = false;

  /** @param isMasked whether these frames must be masked, as those of callers */
  constructor(bounds: FrameBounds, isMasked: boolean) {
    this.bounds = bounds;
    this.isMasked = isMasked;
  }

  /** Whether what has passed ends with a whole frame. */
  get isBetweenFrames(): boolean {
    return this.left === 0;
  }

  /** Hands on what may pass, as few pieces as can be; a fault when nothing behind it may. */
  push(bytes: Buffer, pass: (bytes: Buffer) => void): FrameFault | undefined {
    const input = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    this.held = EMPTY;
    let at = 0;
    let fault: FrameFault | undefined;
    while (at < input.length) {
      if (this.left > 0) {
        const step = Math.min(this.left, input.length - at);
        this.left -= step;
        at += step;
        continue;
      }
      const head = readHead(input, at);
      if (head === undefined) break;
      fault = this.check(head);
      if (fault !== undefined) break;
      this.left = head.bytes + head.payloadBytes;
    }
    if (fault === undefined && at < input.length) this.held = Buffer.from(input.subarray(at));
    if (at > 0) pass(at === input.length ? input : input.subarray(0, at));
    return fault;
  }

  /** Only what is left of the frame under way, for a direction that is to end. */
  pushRest(bytes: Buffer, pass: (bytes: Buffer) => void): void {
    const step = Math.min(this.left, bytes.length);
    this.left -= step;
    if (step > 0) pass(bytes.subarray(0, step));
  }

  private check({ first, isMasked, payloadBytes }: FrameHead): FrameFault | undefined {
    const opcode = first & 0x0f;
    const isFinal = (first & FIN) !== 0;
    if (isMasked !== this.isMasked) return protocolError("a mask where none may be, or none where one must be");
    if (opcode >= CLOSE) {
      if (opcode > 10) return protocolError("an unknown kind of frame");
      if (!isFinal || payloadBytes > CONTROL_BYTES_MAX) return protocolError("a control frame in parts or too long");
      this.hasClosed ||= opcode === CLOSE;
      return undefined;
    }
    if (opcode > 2) return protocolError("an unknown kind of frame");
    if ((opcode === 0) !== this.isInMessage) return protocolError("a continuation of nothing, or none of a message");
    const isCompressed = (first & COMPRESSED) !== 0;
    const allowance = isCompressed ? 1 + COMPRESSION_LOSS : 1;
    this.messageBytes = opcode === 0 ? this.messageBytes + payloadBytes : payloadBytes;
    this.isInMessage = !isFinal;
    if (payloadBytes > this.bounds.frameBytesMax * allowance) return tooBig("A frame", this.bounds.frameBytesMax);
    if (this.messageBytes > this.bounds.messageBytesMax * allowance) {
      return tooBig("A message", this.bounds.messageBytesMax);
    }
    return undefined;
  }
}

interface FrameHead {
  readonly first: number;
  readonly isMasked: boolean;
  /** Of the head itself. */
  readonly bytes: number;
  readonly payloadBytes: number;
}

/** Undefined while it is not whole. */
function readHead(input: Buffer, at: number): FrameHead | undefined {
  if (input.length - at < 2) return undefined;
  const first = input.readUInt8(at);
  const second = input.readUInt8(at + 1);
  const isMasked = (second & MASKED) !== 0;
  const short = second & 0x7f;
  const bytes = 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (isMasked ? 4 : 0);
  if (input.length - at < bytes) return undefined;
  const payloadBytes =
    short === 126 ? input.readUInt16BE(at + 2) : short === 127 ? Number(input.readBigUInt64BE(at + 2)) : short;
  return { first, isMasked, bytes, payloadBytes };
}

function protocolError(what: string): FrameFault {
  return { code: 1002, reason: `The frames hold ${what}.` };
}

function tooBig(what: string, bytesMax: number): FrameFault {
  return { code: 1009, reason: `${what} may have ${bytesMax} bytes.` };
}

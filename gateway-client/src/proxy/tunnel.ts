import type { ByteChannel, ByteListener } from "../http1/byte-channel.ts";
import { closeFrame } from "../websocket/close-frame.ts";
import { type FrameBounds, type FrameFault, FrameGate } from "../websocket/frame-gate.ts";

/** How long an end may take that one side, or the gateway, has begun. */
const LINGER_MS = 10_000;

export interface TunnelSides {
  readonly caller: ByteChannel;
  readonly backend: ByteChannel;
}

/**
 * A WebSocket: two connections joined, each at the other's pace. Frames pass as they are, close codes among them; when one side
 * goes without a word, so does the other.
 */
export class Tunnel {
  /** Monotonic milliseconds of the last byte either way. */
  usedMs = performance.now();
  private readonly toBackend: Direction;
  private readonly toCaller: Direction;
  private readonly sides: TunnelSides;
  private lingering: NodeJS.Timeout | undefined;

  constructor(sides: TunnelSides, bounds: FrameBounds) {
    this.sides = sides;
    const parts = {
      onFault: (fault: FrameFault) => this.close(fault),
      onUse: () => this.use(),
      onEnd: () => this.linger(),
    };
    this.toBackend = new Direction({
      ...parts,
      from: sides.caller,
      to: sides.backend,
      gate: new FrameGate(bounds, true),
    });
    this.toCaller = new Direction({
      ...parts,
      from: sides.backend,
      to: sides.caller,
      gate: new FrameGate(bounds, false),
    });
  }

  join(): void {
    this.sides.backend.join(this.listen(this.toCaller, this.toBackend));
    this.sides.caller.join(this.listen(this.toBackend, this.toCaller));
  }

  /** Tells both sides that it is over, between two frames, and ends both connections. */
  close({ code, reason }: FrameFault): void {
    this.toBackend.close(closeFrame(code, reason, true));
    this.toCaller.close(closeFrame(code, reason, false));
    this.linger();
  }

  /** Cuts what is left of it. */
  stop(): void {
    clearTimeout(this.lingering);
    this.sides.backend.destroy();
    this.sides.caller.destroy();
  }

  private use(): void {
    this.usedMs = performance.now();
  }

  private linger(): void {
    this.lingering ??= setTimeout(() => this.stop(), LINGER_MS);
  }

  /** What one side says goes in the one direction; that it takes more again matters to the other. */
  private listen(outward: Direction, inward: Direction): ByteListener {
    return {
      onBytes: (bytes) => outward.take(bytes),
      onDrain: () => inward.drained(),
      onEnd: () => outward.ended(),
      onGone: () => outward.ended(),
    };
  }
}

interface DirectionParts {
  readonly from: ByteChannel;
  readonly to: ByteChannel;
  readonly gate: FrameGate;
  onFault(fault: FrameFault): void;
  onUse(): void;
  onEnd(): void;
}

class Direction {
  private readonly parts: DirectionParts;
  /** What is said last, as soon as the frame under way is whole. */
  private farewell: Buffer | undefined;
  private isClosed = false;

  constructor(parts: DirectionParts) {
    this.parts = parts;
  }

  take(bytes: Buffer): void {
    const { gate, onFault, onUse } = this.parts;
    if (this.isClosed) return;
    onUse();
    if (this.farewell !== undefined) {
      gate.pushRest(bytes, (part) => this.pass(part));
      this.sayFarewell();
      return;
    }
    const fault = gate.push(bytes, (part) => this.pass(part));
    if (fault !== undefined) onFault(fault);
  }

  drained(): void {
    if (!this.isClosed) this.parts.from.resume();
  }

  /** The sender writes no more, or is gone. */
  ended(): void {
    this.isClosed = true;
    this.parts.to.end();
    this.parts.onEnd();
  }

  close(farewell: Buffer): void {
    if (this.isClosed || this.farewell !== undefined) return;
    this.farewell = farewell;
    // What the sender still says is read and forgotten, so that it can read what it is told.
    this.parts.from.resume();
    this.sayFarewell();
  }

  private sayFarewell(): void {
    const { gate, to } = this.parts;
    if (this.farewell === undefined || !gate.isBetweenFrames) return;
    this.isClosed = true;
    if (!gate.hasClosed) to.write(this.farewell);
    to.end();
  }

  private pass(bytes: Buffer): void {
    if (!this.parts.to.write(bytes)) this.parts.from.pause();
  }
}

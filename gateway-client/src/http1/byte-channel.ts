import type { Socket } from "node:net";

export interface ByteListener {
  onBytes(bytes: Buffer): void;
  /** The other side takes more again. */
  onDrain(): void;
  /** The other side writes no more. */
  onEnd(): void;
  /** The connection is gone. */
  onGone(): void;
}

/** A connection that has left HTTP behind (101): bytes both ways, at the pace of whoever takes them. */
export class ByteChannel {
  bytesRead = 0;
  bytesWritten = 0;
  private readonly socket: Socket;
  private listener: ByteListener | undefined;
  private early: Buffer;

  /** @param early what was read behind the last head of HTTP */
  constructor(socket: Socket, early: Buffer) {
    this.socket = socket;
    this.early = early;
    socket.on("drain", () => this.listener?.onDrain());
    socket.on("end", () => this.listener?.onEnd());
    socket.on("close", () => this.listener?.onGone());
  }

  /** Lets the bytes flow, those first that have come already. */
  join(listener: ByteListener): void {
    this.listener = listener;
    const { early } = this;
    this.early = early.subarray(early.length);
    if (early.length > 0) this.take(early);
    if (this.socket.destroyed) listener.onGone();
  }

  /** For whoever reads the socket. */
  take(bytes: Buffer): void {
    if (this.listener === undefined) {
      this.early = Buffer.concat([this.early, bytes]);
      return;
    }
    this.bytesRead += bytes.length;
    this.listener.onBytes(bytes);
  }

  /** False when the other side reads slower than this: wait for `onDrain`. */
  write(bytes: Uint8Array): boolean {
    this.bytesWritten += bytes.length;
    return this.socket.write(bytes);
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  /** Writes no more; what was written still goes out. */
  end(): void {
    this.socket.end();
  }

  destroy(): void {
    this.socket.destroy();
  }
}

import { ChunkedDecoder } from "./chunked.ts";
import type { BodyFraming } from "./framing.ts";

const EMPTY = Buffer.alloc(0);

/** Takes the body of one message out of what a connection reads, however it is delimited (RFC 9112, 6.3). */
export class BodyReader {
  /** Of a chunked body, once it is done. */
  trailerLines: readonly string[] = [];
  private left: number;
  private readonly decoder: ChunkedDecoder | undefined;

  constructor(framing: BodyFraming) {
    this.left = framing.kind === "length" ? framing.bytes : framing.kind === "close" ? Number.POSITIVE_INFINITY : 0;
    this.decoder = framing.kind === "chunked" ? new ChunkedDecoder() : undefined;
  }

  /** Whether all of it has been taken; a body that ends with its connection never says so. */
  get isDone(): boolean {
    return this.decoder === undefined ? this.left === 0 : this.decoder.isDone;
  }

  /**
   * Hands the body's part of `bytes` to `onData` and returns what follows the body.
   *
   * @throws SyntaxFault for chunks that break the rules.
   */
  push(bytes: Buffer, onData: (chunk: Buffer) => void): Buffer {
    if (this.decoder !== undefined) {
      const onEnd = (lines: string[]) => {
        this.trailerLines = lines;
      };
      const to = this.decoder.push(bytes, 0, { onData, onEnd });
      return to === bytes.length ? EMPTY : bytes.subarray(to);
    }
    if (bytes.length <= this.left) {
      this.left -= bytes.length;
      onData(bytes);
      return EMPTY;
    }
    const to = this.left;
    this.left = 0;
    if (to > 0) onData(bytes.subarray(0, to));
    return bytes.subarray(to);
  }

  /** Whether `bytes` hold the rest of it, as far as that can be told without decoding. */
  endsWithin(bytes: Buffer): boolean {
    return this.isDone || (this.decoder === undefined && bytes.length >= this.left);
  }
}

/** The body of a message that has none. */
export const noBody = new BodyReader({ kind: "none" });

import { once } from "node:events";
import { connect, type TLSSocket } from "node:tls";

/** Frame types and flags of RFC 9113, 6. */
export const DATA = 0;
export const HEADERS = 1;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PING = 6;
export const GOAWAY = 7;
export const WINDOW_UPDATE = 8;
export const CONTINUATION = 9;
export const END_STREAM = 1;
export const END_HEADERS = 4;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

/** HTTP/2 by hand, for what no library would send. */
export interface FrameClient {
  readonly socket: TLSSocket;
  readonly frames: Frame[];
  send(type: number, flags: number, stream: number, payload?: Buffer): void;
  /** Header fields, name and value in turn, as HPACK literals. */
  sendFields(stream: number, fields: readonly string[], flags?: number): void;
  /** Resolves when a frame like this has come, or undefined when the connection ends before. */
  until(matches: (frame: Frame) => boolean): Promise<Frame | undefined>;
}

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

export async function connectFrames(port: number, servername = "api.test"): Promise<FrameClient> {
  const socket = connect({ port, host: "127.0.0.1", servername, ALPNProtocols: ["h2"], rejectUnauthorized: false });
  socket.on("error", () => undefined);
  await once(socket, "secureConnect");
  const frames: Frame[] = [];
  const waiting = new Set<() => void>();
  let input = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    input = Buffer.concat([input, bytes]);
    while (input.length >= 9 && input.length >= 9 + input.readUIntBE(0, 3)) {
      const end = 9 + input.readUIntBE(0, 3);
      const [type = 0, flags = 0] = [input[3], input[4]];
      frames.push({ type, flags, stream: input.readUInt32BE(5), payload: input.subarray(9, end) });
      input = input.subarray(end);
    }
    for (const wake of waiting) wake();
  });
  socket.on("close", () => {
    for (const wake of waiting) wake();
  });
  const send: FrameClient["send"] = (type, flags, stream, payload = Buffer.alloc(0)) => {
    const head = Buffer.alloc(9);
    head.writeUIntBE(payload.length, 0, 3);
    head[3] = type;
    head[4] = flags;
    head.writeUInt32BE(stream, 5);
    socket.write(Buffer.concat([head, payload]));
  };
  socket.write(PREFACE);
  send(SETTINGS, 0, 0);
  return {
    socket,
    frames,
    send,
    sendFields: (stream, fields, flags = END_STREAM | END_HEADERS) => send(HEADERS, flags, stream, packed(fields)),
    async until(matches) {
      for (;;) {
        const found = frames.find(matches);
        if (found !== undefined || socket.closed) return found;
        const { promise, resolve } = Promise.withResolvers<void>();
        waiting.add(resolve);
        await promise;
        waiting.delete(resolve);
      }
    },
  };
}

/** Literals without indexing and without Huffman coding (RFC 7541, 6.2.2). */
export function packed(fields: readonly string[]): Buffer {
  const parts: Buffer[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    parts.push(Buffer.from([0]), literal(fields[i] ?? ""), literal(fields[i + 1] ?? ""));
  }
  return Buffer.concat(parts);
}

function literal(text: string): Buffer {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.length < 127) return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  const length = [127];
  let rest = bytes.length - 127;
  for (; rest >= 128; rest = Math.floor(rest / 128)) length.push((rest % 128) + 128);
  length.push(rest);
  return Buffer.concat([Buffer.from(length), bytes]);
}

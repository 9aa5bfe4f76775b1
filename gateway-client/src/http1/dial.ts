import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";
import { UpstreamError } from "./transport.ts";

export interface Target {
  host: string;
  port: number;
  /** Present for TLS. */
  tls: ConnectionOptions | undefined;
  /** Left out, the system looks the host up at every connection. */
  lookup?: LookupFunction | undefined;
}

export interface Dialled {
  socket: Socket;
  /** Says where what is read goes. */
  onBytes(take: (bytes: Buffer) => void): void;
}

interface Outcome {
  onOpen(dialled: Dialled): void;
  onFailed(error: UpstreamError): void;
}

/** Of the time to connect, what one of several addresses may take before the next one is tried. */
const ATTEMPT_SHARE = 1 / 4;
const READ_BYTES = 64 * 1024;
/** What every plain connection of the thread reads into: it is used up, or copied, before the next read. */
const readBuffer = Buffer.allocUnsafeSlow(READ_BYTES);

/** Opens a connection within `timeoutMs`; one of the two outcomes is called, once. */
export function dial(target: Target, timeoutMs: number, outcome: Outcome): void {
  let take: ((bytes: Buffer) => void) | undefined;
  const where = addressOf(target, timeoutMs);
  const socket = target.tls ? dialTls(where, target.tls) : dialPlain(where, (bytes) => take?.(bytes));

  const fail = (error: UpstreamError) => {
    settle();
    socket.destroy();
    outcome.onFailed(error);
  };
  const onError = (error: Error) => {
    fail(new UpstreamError("unreachable", `The backend cannot be reached: ${codeOf(error)}.`, true));
  };
  const timer = setTimeout(() => {
    fail(new UpstreamError("connect-timeout", "The backend did not accept the connection in time.", true));
  }, timeoutMs);
  const settle = () => {
    clearTimeout(timer);
    socket.off("error", onError);
    socket.on("error", () => undefined);
  };
  socket.once("error", onError);
  socket.once(target.tls ? "secureConnect" : "connect", () => {
    settle();
    outcome.onOpen({
      socket,
      onBytes: (taker) => {
        take = taker;
        // Not before somebody reads: what comes first may be for a protocol that takes the socket as it is.
        if (target.tls) socket.on("data", taker);
      },
    });
  });
}

type Where = ReturnType<typeof addressOf>;

function addressOf({ host, port, lookup }: Target, timeoutMs: number) {
  const autoSelectFamilyAttemptTimeout = Math.max(10, Math.floor(timeoutMs * ATTEMPT_SHARE));
  return lookup === undefined ? { host, port } : { host, port, lookup, autoSelectFamilyAttemptTimeout };
}

/** Reads through `onread`, past the stream machinery: a tenth of the gateway's time per request (measured). */
function dialPlain(where: Where, onBytes: (bytes: Buffer) => void): Socket {
  return connect({
    ...where,
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback: (count) => {
        onBytes(Buffer.from(readBuffer.subarray(0, count)));
        return true;
      },
    },
  });
}

function dialTls(where: Where, tls: ConnectionOptions): Socket {
  const servername = isIP(where.host) ? {} : { servername: where.host };
  return connectTls({ ...where, ALPNProtocols: ["http/1.1"], ...servername, ...tls }).setNoDelay(true);
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

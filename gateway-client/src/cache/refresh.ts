import { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { BodySink, IncomingExchange } from "../http1/transport.ts";
import { resumeBehind } from "../pipeline/frame.ts";
import { guarded } from "../pipeline/run.ts";

/** What a caller asks for itself, and a refresh for nobody: conditions, parts, and what caches are to do. */
const NOT_TAKEN_OVER = new Set([
  "cache-control",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "pragma",
  "range",
  "expect",
]);

/**
 * Fetches in the background what a call has asked for: with the same headers, through the policies behind the one that looked the
 * answer up. Nobody is answered, and no call is counted.
 */
export function beginRefresh(
  original: GatewayExchange,
  stepId: string,
  prepare: (exchange: GatewayExchange) => void,
): void {
  const incoming = new NobodysRequest(original.incoming);
  const exchange = new GatewayExchange(incoming, original.node, original.authenticator);
  takeOver(exchange, original);
  incoming.onClose = () => {
    exchange.isOver = true;
    exchange.forwarding?.stop();
    for (const callback of exchange.endCallbacks ?? []) {
      guarded(exchange, () => callback({ status: exchange.status, bytesIn: 0, bytesOut: 0, durationMs: 0 }));
    }
  };
  prepare(exchange);
  guarded(exchange, () => resumeBehind(exchange, stepId));
}

/** Lets an exchange stand where another one stands: routed, let in, and with what policies have done to it so far. */
function takeOver(exchange: GatewayExchange, other: GatewayExchange): void {
  const { matched, belowAt, document, caller, plan, claims, wayThere, query, hasQuery } = other;
  const { rewritten, otherMethod, otherBackend, timeouts, retry, redirectsMax } = other;
  Object.assign(exchange, { matched, belowAt, document, caller, plan, claims, wayThere, query, hasQuery });
  Object.assign(exchange, { rewritten, otherMethod, otherBackend, timeouts, retry, redirectsMax });
  for (const [name, value] of other.variables) exchange.variables.set(name, value);
}

/** A request like another one, whose answer nobody waits for. */
class NobodysRequest implements IncomingExchange {
  readonly method = "GET";
  readonly target: string;
  readonly authority: string;
  readonly httpVersion: IncomingExchange["httpVersion"];
  readonly headerLines: readonly string[];
  readonly contentLength = 0;
  readonly remoteAddress: string;
  readonly isSecure: boolean;
  readonly upgrade = undefined;
  readonly clientCertificate: IncomingExchange["clientCertificate"];
  readonly bytesIn = 0;
  readonly bytesOut = 0;
  isAnswerStarted = false;
  onDrain: (() => void) | undefined = undefined;
  onClose: ((isComplete: boolean) => void) | undefined = undefined;

  constructor(original: IncomingExchange) {
    const { target, authority, httpVersion, headerLines, remoteAddress, isSecure, clientCertificate } = original;
    this.target = target;
    this.authority = authority;
    this.httpVersion = httpVersion;
    this.headerLines = headerLines.filter((_, index) => {
      const name = headerLines[index - (index % 2)] ?? "";
      return !NOT_TAKEN_OVER.has(name.toLowerCase());
    });
    this.remoteAddress = remoteAddress;
    this.isSecure = isSecure;
    this.clientCertificate = clientCertificate;
  }

  readBody(sink: BodySink): void {
    sink.onEnd([]);
  }

  answer(): void {
    this.isAnswerStarted = true;
    this.#close(true);
  }

  start(): void {
    this.isAnswerStarted = true;
  }

  switchProtocols(): never {
    throw new TypeError("a refresh asks for no other protocol");
  }

  write(): boolean {
    return true;
  }

  end(): void {
    this.#close(true);
  }

  abort(): void {
    this.#close(false);
  }

  inform(): void {}
  flush(): void {}
  pauseBody(): void {}
  resumeBody(): void {}

  #close(isComplete: boolean): void {
    const { onClose } = this;
    this.onClose = undefined;
    onClose?.(isComplete);
  }
}

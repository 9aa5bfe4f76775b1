import { constants, performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { isIP } from "node:net";
import type { TLSSocket } from "node:tls";
import { SyntaxFault } from "../http1/header-lines.ts";
import type { PeerCertificate } from "../tls/peer-certificate.ts";
import { Allowance } from "./allowance.ts";
import type { Http2Host } from "./connection-host.ts";
import { readStreamHead } from "./request-head.ts";
import { type StreamCarrier, StreamExchange } from "./stream-exchange.ts";

const STREAM_WINDOW_BYTES = 256 * 1024;
const CONNECTION_WINDOW_BYTES = 1024 * 1024;
/**
 * Streams that may break off before their answer (CVE-2023-44487, rapid reset, whoever brings the reset about), and pings and
 * settings that may come: a burst, then so many a second. A stream that is answered makes up for a broken one, so that a
 * proxy that carries many callers on one connection may cancel as often as they do.
 */
const BROKEN_BURST = 200;
const BROKEN_PER_SECOND = 20;
const CONTROL_BURST = 1000;
const CONTROL_PER_SECOND = 100;
/** Where the library draws the line, which does not know of answers. */
const RESET_BURST = 1000;
const RESETS_PER_SECOND = 500;

/** A caller's connection of HTTP/2: many streams at a time, each an exchange. */
export class Http2Connection implements StreamCarrier {
  readonly host: Http2Host;
  readonly remoteAddress: string;
  readonly peer: PeerCertificate;
  private readonly socket: TLSSocket;
  private readonly session: ServerHttp2Session;
  private readonly exchanges = new Set<StreamExchange>();
  private readonly broken: Allowance;
  private readonly control: Allowance;
  /** Hosts that the certificate shown is for, as far as they were asked for. */
  private readonly coveredHosts = new Set<string>();
  private idleDeadlineMs: number;

  constructor(socket: TLSSocket, host: Http2Host, peer: PeerCertificate) {
    this.socket = socket;
    this.host = host;
    this.peer = peer;
    this.remoteAddress = socket.remoteAddress ?? "";
    this.broken = new Allowance(BROKEN_BURST, BROKEN_PER_SECOND, host.nowMs);
    this.control = new Allowance(CONTROL_BURST, CONTROL_PER_SECOND, host.nowMs);
    this.idleDeadlineMs = host.nowMs + host.bounds.headTimeoutMs;
    socket.allowHalfOpen = false;
    this.session = performServerHandshake(socket, sessionOptions(host));
    this.session.setLocalWindowSize(CONNECTION_WINDOW_BYTES);
    this.session.on("stream", (stream, _headers, _flags, fields) => this.onStream(stream, fields));
    this.session.on("ping", () => this.onControl());
    this.session.on("remoteSettings", () => this.onControl());
    // What the caller did wrong was answered by the library; `close` follows.
    this.session.on("error", () => undefined);
  }

  /** Lets streams in flight finish and takes no more (GOAWAY). */
  goAway(): void {
    if (!this.session.destroyed) this.session.close();
  }

  destroy(): void {
    this.session.destroy();
    this.socket.destroy();
  }

  /** Called about twice a second: ends what is past its bound. */
  checkDeadline(nowMs: number): void {
    for (const exchange of this.exchanges) exchange.checkDeadline(nowMs);
    if (this.exchanges.size === 0 && nowMs >= this.idleDeadlineMs) this.goAway();
    if (this.exchanges.size === 0 && nowMs >= this.idleDeadlineMs + this.host.bounds.headTimeoutMs) this.destroy();
  }

  onStreamEnd(exchange: StreamExchange, isBroken: boolean): void {
    this.exchanges.delete(exchange);
    this.idleDeadlineMs = this.host.nowMs + this.host.bounds.keepAliveTimeoutMs;
    if (!isBroken) this.broken.giveBack();
    else if (!this.broken.take(performance.now())) this.calm();
  }

  private onStream(stream: ServerHttp2Stream, fields: string[]): void {
    // Resets and broken frames end a stream with an error; `close` follows and tells the exchange.
    stream.on("error", () => undefined);
    if (stream.destroyed) return;
    try {
      const head = readStreamHead(fields, stream.endAfterHeaders, this.host.bounds);
      this.checkAuthority(head.authority);
      const exchange = new StreamExchange(stream, head, this);
      this.exchanges.add(exchange);
      this.host.onExchange(exchange);
    } catch (error) {
      // The one place where a broken head surfaces: its stream is answered, the others go on.
      if (!(error instanceof SyntaxFault)) throw error;
      this.refuse(stream, error);
    }
  }

  /**
   * RFC 9110, 7.4: a connection is for the hosts that its certificate is for. A caller that has joined connections wrongly is
   * told to open another one. Who named no host in the handshake has no certificate chosen for it.
   */
  private checkAuthority(authority: string): void {
    const { servername } = this.socket;
    if (typeof servername !== "string" || servername === "") return;
    const hostname = authority.replace(/:\d*$/, "").replace(/^\[(.*)\]$/, "$1");
    if (hostname === servername.toLowerCase() || this.coveredHosts.has(hostname)) return;
    const shown = this.socket.getX509Certificate();
    const isCovered = isIP(hostname) > 0 ? shown?.checkIP(hostname) : shown?.checkHost(hostname);
    if (isCovered === undefined) throw new SyntaxFault("This connection is not for that host.", 421);
    if (this.coveredHosts.size < 100) this.coveredHosts.add(hostname);
  }

  private refuse(stream: ServerHttp2Stream, fault: SyntaxFault): void {
    const { headerLines, body } = this.host.refusal(fault);
    const head = {
      method: "GET",
      target: "/",
      authority: "",
      headerLines: [],
      contentLength: 0,
      expectsContinue: false,
    };
    const exchange = new StreamExchange(stream, head, this);
    this.exchanges.add(exchange);
    exchange.answer(fault.status, headerLines, body);
  }

  private onControl(): void {
    if (!this.control.take(performance.now())) this.calm();
  }

  /** Ends a connection that makes work and nothing else. */
  private calm(): void {
    this.session.destroy(undefined, constants.NGHTTP2_ENHANCE_YOUR_CALM);
  }
}

function sessionOptions({ bounds }: Http2Host) {
  return {
    // A little above our own bounds, which are answered with a status where the library's end the stream.
    maxHeaderListPairs: bounds.headerLinesMax + 100,
    maxSettings: 32,
    maxOutstandingPings: 10,
    maxSessionInvalidFrames: 100,
    maxSessionRejectedStreams: 100,
    streamResetBurst: RESET_BURST,
    streamResetRate: RESETS_PER_SECOND,
    // A backend's answer goes on as it came, also with two lines of a name that should stand once.
    strictSingleValueFields: false,
    settings: {
      enablePush: false,
      initialWindowSize: STREAM_WINDOW_BYTES,
      maxConcurrentStreams: bounds.streamsMax,
      maxHeaderListSize: bounds.headBytesMax * 2,
    },
  };
}

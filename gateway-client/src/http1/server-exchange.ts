import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import { AnswerWriter } from "./answer-writer.ts";
import type { ByteChannel } from "./byte-channel.ts";
import type { ExchangeCarrier } from "./connection-host.ts";
import type { RequestHead } from "./request-head.ts";
import type { BodySink, IncomingExchange } from "./transport.ts";

/** One request of an HTTP/1.1 connection and its answer. */
export class ServerExchange implements IncomingExchange {
  readonly method: string;
  readonly target: string;
  readonly authority: string;
  readonly httpVersion: "1.0" | "1.1";
  readonly headerLines: readonly string[];
  readonly upgrade: string | undefined;
  readonly contentLength: number | undefined;
  readonly remoteAddress: string;
  readonly isSecure: boolean;
  onDrain: (() => void) | undefined = undefined;
  onClose: ((isComplete: boolean) => void) | undefined = undefined;
  private readonly connection: ExchangeCarrier;
  private readonly writer: AnswerWriter;
  private readonly head: RequestHead;
  private bodyBytes = 0;
  /** Present when the connection has left HTTP behind. */
  private channel: ByteChannel | undefined;

  constructor(connection: ExchangeCarrier, head: RequestHead) {
    this.connection = connection;
    this.head = head;
    this.method = head.method;
    this.target = head.target;
    this.authority = head.authority;
    this.httpVersion = head.httpVersion;
    this.headerLines = head.headerLines;
    this.upgrade = head.upgrade;
    this.contentLength = lengthOf(head);
    this.remoteAddress = connection.remoteAddress;
    this.isSecure = connection.peer !== undefined;
    this.writer = new AnswerWriter(connection.socket, {
      isHead: head.method === "HEAD",
      httpVersion: head.httpVersion,
      isKeptAlive: head.isKeptAlive,
    });
  }

  get clientCertificate(): CallerCertificate | undefined {
    return this.connection.peer?.certificate;
  }

  get isAnswerStarted(): boolean {
    return this.writer.isStarted;
  }

  get isAnswerEnded(): boolean {
    return this.writer.isEnded;
  }

  get bytesIn(): number {
    return this.bodyBytes + (this.channel?.bytesRead ?? 0);
  }

  get bytesOut(): number {
    return this.writer.bytesOut + (this.channel?.bytesWritten ?? 0);
  }

  get isKeptAlive(): boolean {
    return this.writer.isKeptAlive;
  }

  countBody(bytes: number): void {
    this.bodyBytes += bytes;
  }

  readBody(sink: BodySink): void {
    if (this.head.expectsContinue && !this.writer.isStarted && !this.connection.hasBodyArrived) {
      this.writer.inform(100, []);
    }
    this.head.expectsContinue = false;
    this.connection.readBody(sink);
  }

  pauseBody(): void {
    this.connection.pauseBody();
  }

  resumeBody(): void {
    this.connection.resumeBody();
  }

  answer(status: number, headerLines: readonly string[], body?: string | Uint8Array): void {
    this.settleConnection();
    this.writer.answer(status, withDate(headerLines, this.connection.date), body);
    this.connection.answered();
  }

  answerPrepared(opening: string, more: string, body: string | Buffer): void {
    this.settleConnection();
    this.writer.answerPrepared(opening + more, body);
    this.connection.answered();
  }

  start(status: number, headerLines: readonly string[], contentLength: number | undefined): void {
    this.settleConnection();
    this.writer.start(status, withDate(headerLines, this.connection.date), contentLength);
  }

  switchProtocols(headerLines: readonly string[]): ByteChannel {
    this.writer.switchProtocols(withDate(headerLines, this.connection.date));
    this.channel = this.connection.switchProtocols();
    return this.channel;
  }

  inform(status: number, headerLines: readonly string[]): void {
    if (status === 100) this.head.expectsContinue = false;
    this.writer.inform(status, headerLines);
  }

  write(chunk: Uint8Array): boolean {
    const isTaken = this.writer.write(chunk);
    if (!isTaken) this.connection.startSendClock();
    return isTaken;
  }

  flush(): void {
    this.writer.flush();
  }

  end(trailerLines: readonly string[] = []): void {
    this.writer.end(trailerLines);
    this.connection.answered();
  }

  abort(): void {
    this.connection.destroy();
  }

  /** The connection cannot carry another request behind a body that nobody reads, or when the server is closing. */
  private settleConnection(): void {
    this.writer.close(this.connection.mustClose());
  }
}

function withDate(headerLines: readonly string[], date: string): readonly string[] {
  for (let i = 0; i < headerLines.length; i += 2) {
    const name = headerLines[i] as string;
    if (name.length === 4 && name.toLowerCase() === "date") return headerLines;
  }
  return [...headerLines, "date", date];
}

function lengthOf({ framing }: RequestHead): number | undefined {
  if (framing.kind === "length") return framing.bytes;
  return framing.kind === "none" ? 0 : undefined;
}

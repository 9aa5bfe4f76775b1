import { STATUS_CODES } from "node:http";
import type { StoreRules } from "../../policies/answer-rules.ts";
import { findHeader } from "../exchange/header-list.ts";
import { parseFieldLines } from "../http1/header-lines.ts";
import type { Resource } from "./answer-store.ts";
import type { AnswerDirectives } from "./directives.ts";
import { isStrongTag } from "./entity-tags.ts";
import type { Freshness } from "./freshness.ts";
import { inOwnMemory, latin1InOwnMemory } from "./own-memory.ts";
import type { ByteRange } from "./ranges.ts";
import type { Sifted } from "./sieve.ts";

/** Up to here a body is kept as text, ready to be joined with its head to one write. */
const TEXT_BYTES_MAX = 16 * 1024;
/** What an entry takes beside its texts, about: objects, links, places in maps. */
const ENTRY_BYTES = 1_200;
/** What each of its small texts takes beside its characters. */
const TEXT_BYTES = 32;

export interface AnswerContent {
  readonly status: number;
  /** Name and value in turn; without framing and without the fields that a cache writes itself. */
  readonly lines: readonly string[];
  readonly body: Uint8Array;
  /** Of a part: where in the whole it belongs. */
  readonly part: (ByteRange & { readonly length: number }) | undefined;
  readonly directives: AnswerDirectives;
  readonly freshness: Freshness;
  readonly lifetimeMs: number;
  readonly receivedAtMs: number;
  /** How long after its freshness it may be used while a newer one is fetched, or when there is none to be had. */
  readonly staleWhileRevalidateMs: number;
  readonly staleIfErrorMs: number;
  readonly varyNames: readonly string[];
  readonly varyValues: readonly string[];
  readonly tags: readonly string[];
  /** Those of the policy that stored it. */
  readonly rules: StoreRules;
  /** Fields that policies before that one have set or taken out: a 304 of the backend does not change them. */
  readonly ownNames: readonly string[];
  /** What caches behind this one said of themselves (RFC 9211). */
  readonly upstreamStatus: string | undefined;
}

/** An answer as it is kept: its head ready to be written, its body in one piece, both in memory of their own. */
export class StoredAnswer implements Sifted<StoredAnswer> {
  newer: StoredAnswer | undefined = undefined;
  older: StoredAnswer | undefined = undefined;
  isVisited = false;
  readonly resource: Resource;
  readonly content: Omit<AnswerContent, "lines" | "body">;
  /** Status line, header lines, `content-length`; its lines are ended, the head is not. */
  readonly opening: string;
  readonly body: string | Buffer;
  readonly bodyBytes: number;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Epoch milliseconds at which its age was 0. */
  readonly bornAtMs: number;
  readonly freshUntilMs: number;
  readonly bytes: number;
  readonly #headText: string;
  #names: string | undefined = undefined;

  constructor(resource: Resource, { lines, body, ...content }: AnswerContent) {
    const { status, freshness, receivedAtMs, lifetimeMs } = content;
    this.resource = resource;
    this.content = inOwnTexts(content);
    this.#headText = latin1InOwnMemory(textOf(lines));
    this.bodyBytes = body.length;
    this.body = body.length <= TEXT_BYTES_MAX ? latin1Of(body) : exactCopy(body);
    // RFC 9110, 8.6: a 204 has no length.
    const length = status === 204 ? "" : `content-length: ${body.length}\r\n`;
    this.opening = latin1InOwnMemory(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${this.#headText}${length}`);
    this.etag = ownCopy(findHeader(lines, "etag"));
    this.lastModified = ownCopy(findHeader(lines, "last-modified"));
    this.bornAtMs = receivedAtMs - freshness.initialAgeMs;
    this.freshUntilMs = this.bornAtMs + lifetimeMs;
    this.bytes =
      ENTRY_BYTES +
      this.#headText.length +
      this.opening.length +
      body.length +
      2 * resource.key.length +
      textBytes(this.content);
  }

  get status(): number {
    return this.content.status;
  }

  /** Read anew from the text: only answers that are changed on their way out need them. */
  get lines(): string[] {
    return parseFieldLines(this.#headText.slice(0, -2), 0, Number.POSITIVE_INFINITY);
  }

  get bodyBuffer(): Buffer {
    return typeof this.body === "string" ? Buffer.from(this.body, "latin1") : this.body;
  }

  get dateMs(): number {
    return this.content.freshness.dateMs;
  }

  /** Bodies with the same one are the same byte for byte. */
  get strongTag(): string | undefined {
    return this.etag !== undefined && isStrongTag(this.etag) ? this.etag : undefined;
  }

  /** Whether it is still stored: it may have been purged while somebody held it. */
  get isKept(): boolean {
    return this.resource.answers.includes(this);
  }

  /** Whether a header of that name, in lower case, is among the lines. */
  hasHeader(name: string): boolean {
    this.#names ??= `\n${this.lines
      .filter((_, index) => index % 2 === 0)
      .join("\n")
      .toLowerCase()}\n`;
    return this.#names.includes(`\n${name}\n`);
  }

  /** RFC 9111, 4.2.3. */
  ageSeconds(nowMs: number): number {
    return Math.max(0, Math.floor((nowMs - this.bornAtMs) / 1000));
  }

  /** The same answer with another content. */
  changed(changes: Partial<AnswerContent>): StoredAnswer {
    const { lines = this.lines, body = this.bodyBuffer, ...content } = changes;
    return new StoredAnswer(this.resource, { ...this.content, ...content, lines, body });
  }
}

function textOf(lines: readonly string[]): string {
  let text = "";
  for (let i = 0; i < lines.length; i += 2) text += `${lines[i]}: ${lines[i + 1]}\r\n`;
  return text;
}

type Details = StoredAnswer["content"];

/** The same without a piece of what a socket read: of the names in qualified directives nothing is needed any more. */
function inOwnTexts({ directives, ...content }: Details): Details {
  const { noCache, isPrivate } = directives;
  return {
    ...content,
    directives: {
      ...directives,
      noCache: noCache === true ? true : undefined,
      isPrivate: isPrivate === true ? true : undefined,
    },
    varyNames: content.varyNames.map(latin1InOwnMemory),
    varyValues: content.varyValues.map(latin1InOwnMemory),
    tags: content.tags.map(inOwnMemory),
    ownNames: content.ownNames.map(latin1InOwnMemory),
    upstreamStatus: ownCopy(content.upstreamStatus),
  };
}

function textBytes({ varyNames, varyValues, tags, ownNames }: Details): number {
  const count = (texts: readonly string[]) => texts.reduce((sum, text) => sum + TEXT_BYTES + 2 * text.length, 0);
  return count(varyNames) + count(varyValues) + count(tags) + count(ownNames);
}

function ownCopy(text: string | undefined): string | undefined {
  return text === undefined ? undefined : latin1InOwnMemory(text);
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function exactCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

/** A body that is held as a whole, because a policy reads or changes it. Parsed at most once. */
export class HeldBody {
  readonly contentType: string | undefined;
  #bytes: Uint8Array | undefined;
  #text: string | undefined;
  #value: { readonly read: unknown } | undefined;
  #isChanged = false;

  constructor(bytes: Uint8Array, contentType: string | undefined) {
    this.#bytes = bytes;
    this.contentType = contentType;
  }

  /** Whether a policy has put another body in its place. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= Buffer.from(this.#text ?? "");
    return this.#bytes;
  }

  get text(): string {
    this.#text ??= toBuffer(this.bytes).toString("utf8");
    return this.#text;
  }

  /** The JSON value of a body that is JSON by its media type (or has none) and by its content; the text of any other. */
  get value(): unknown {
    this.#value ??= { read: this.#read() };
    return this.#value.read;
  }

  /** A copy of it would be a surprise: whoever changes the value puts another one in its place. */
  replace(content: string | Uint8Array): void {
    this.#bytes = typeof content === "string" ? undefined : content;
    this.#text = typeof content === "string" ? content : undefined;
    this.#value = undefined;
    this.#isChanged = true;
  }

  #read(): unknown {
    const { text } = this;
    if (this.contentType !== undefined && !isJsonType(this.contentType)) return text;
    try {
      return JSON.parse(text);
    } catch {
      return text; // JSON.parse is the only reader of JSON here, and says "is none" by throwing.
    }
  }
}

/** `application/json` and everything that ends with `+json` (RFC 6839, 3.1). */
export function isJsonType(contentType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(contentType);
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

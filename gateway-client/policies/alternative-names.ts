/** One name of a certificate's subject alternative names (RFC 5280, 4.2.1.6). */
export interface AlternativeName {
  readonly kind: "dns" | "ip" | "uri" | "email";
  readonly value: string;
}

const KINDS: Record<string, AlternativeName["kind"]> = { DNS: "dns", "IP Address": "ip", URI: "uri", email: "email" };
/** `kind:value, kind:"value in JSON"`: as Node writes them, with quotes around values that hold a separator. */
const NAME = /([A-Za-z ]+):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/gy;

/** The names in Node's text of them, those of other kinds left out. */
export function readAlternativeNames(text: string | undefined): AlternativeName[] {
  const names: AlternativeName[] = [];
  for (const [, label = "", written = ""] of (text ?? "").matchAll(NAME)) {
    const kind = KINDS[label];
    if (kind !== undefined)
      names.push({ kind, value: written.startsWith('"') ? String(JSON.parse(written)) : written });
  }
  return names;
}

import type { Exchange } from "../exchange.ts";

const COMPONENTS_MAX = 50;

/** What a request says of its signature (RFC 9421, section 4). */
export interface MessageSignature {
  /** Names of what is signed, in order: `@method`, `content-type`, say. */
  readonly components: readonly string[];
  /** The value of `@signature-params`: what is signed of the signature itself. */
  readonly parameters: string;
  readonly created: number | undefined;
  readonly expires: number | undefined;
  readonly keyId: string | undefined;
  readonly algorithm: string | undefined;
  readonly signature: Buffer;
}

/** `sig1=("@method" "@path");created=1618884473;keyid="a"`: one signature, spelled as RFC 8941 serializes it. */
const INPUT =
  /^([a-z*][a-z0-9_.*-]*)=(\(("[^"\\]*"(?: "[^"\\]*")*)?\)((?:;[a-z*][a-z0-9_.*-]*=(?:"[^"\\]*"|-?\d{1,15}))*))$/;
const SIGNATURE = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]+={0,2}):$/;

/** Reads `Signature-Input` and `Signature`; a text says what is wrong with them. */
export function readMessageSignature(request: Exchange["request"]): MessageSignature | string {
  const [input, ...otherInputs] = request.getAll("signature-input");
  const [value, ...otherValues] = request.getAll("signature");
  if (input === undefined || value === undefined) return "Signature-Input and Signature are needed.";
  if (otherInputs.length > 0 || otherValues.length > 0) return "There is more than one signature.";
  const [, inputLabel, parameters = "", list = "", rest = ""] = INPUT.exec(input) ?? [];
  if (inputLabel === undefined) return "Signature-Input cannot be read as one signature.";
  const [, label, encoded = ""] = SIGNATURE.exec(value) ?? [];
  if (label !== inputLabel) return "Signature cannot be read as the signature that Signature-Input describes.";

  const components = [...list.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
  if (components.length > COMPONENTS_MAX) return "Too much is signed.";
  if (new Set(components).size < components.length) return "Something is signed twice.";
  const written = [...rest.matchAll(/;([^=]+)=(?:"([^"]*)"|(-?\d+))/g)];
  const named = new Map(written.map(([, name = "", text, digits]) => [name, text ?? Number(digits)]));
  if (named.size < written.length) return "A parameter of the signature stands there twice.";
  const number = (name: string) => asNumber(named.get(name));
  const text = (name: string) => asText(named.get(name));
  return {
    components,
    parameters,
    created: number("created"),
    expires: number("expires"),
    keyId: text("keyid"),
    algorithm: text("alg"),
    signature: Buffer.from(encoded, "base64"),
  };
}

/**
 * What was signed (RFC 9421, 2.5): a line for each component, then one for the parameters. Undefined when the request lacks a
 * component, or when one is not known here.
 */
export function signatureBase(exchange: Exchange, { components, parameters }: MessageSignature): string | undefined {
  let base = "";
  for (const name of components) {
    const value = componentValue(exchange, name);
    if (value === undefined) return undefined;
    base += `"${name}": ${value}\n`;
  }
  return `${base}"@signature-params": ${parameters}`;
}

/** The derived components that are known here: the others need what a request does not say. */
export const derivedComponents = ["@method", "@path", "@query", "@authority"] as const;

function componentValue(exchange: Exchange, name: string): string | undefined {
  switch (name) {
    case "@method":
      return exchange.method;
    case "@path":
      return exchange.path;
    case "@query":
      return `?${exchange.query}`;
    case "@authority":
      return exchange.request.get("host")?.toLowerCase();
    default: {
      const values = name.startsWith("@") ? [] : exchange.request.getAll(name);
      return values.length === 0 ? undefined : values.map((value) => value.trim()).join(", ");
    }
  }
}

function asNumber(value: string | number | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function asText(value: string | number | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

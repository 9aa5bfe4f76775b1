import { TRACE_TEXT_MAX } from "@gatehouse/contract/trace.ts";

const MASK = "***";
/** A text this short would be masked wherever two letters met. */
const SECRET_LENGTH_MIN = 3;
const SECRET_NAME =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|passw|credential|signature|session|api[-_]?key|(^|[-_])key$|(^|[-_])auth($|[-_])/i;

/** Makes what a call carried fit to be kept: no credential, no secret value, no long text. */
export interface Masking {
  /** What stands under a name: of a header, a parameter, a variable; of an object its JSON, member by member. */
  value(name: string, value: unknown): string;
  /** A text without a name of its own. */
  text(text: string): string;
  /** A query, parameter by parameter. */
  query(query: string): string;
}

/**
 * @param secretNames names that carry credentials, in lower case, beside those that everybody uses
 * @param secrets values that must not be seen anywhere
 */
export function createMasking(secretNames: readonly string[], secrets: readonly string[]): Masking {
  const names = new Set(secretNames);
  const hidden = secrets
    .filter((secret) => secret.length >= SECRET_LENGTH_MIN)
    .flatMap((secret) => [...new Set([secret, encodeURIComponent(secret)])]);
  const isSecretName = (name: string) => names.has(name.toLowerCase()) || SECRET_NAME.test(name);
  const withoutSecrets = (text: string) => hidden.reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  const text = (given: string) => shortened(withoutSecrets(given));
  return {
    value: (name, given) => (isSecretName(name) ? MASK : text(inWords(given, isSecretName))),
    text,
    query: (query) =>
      text(
        query
          .split("&")
          .map((pair) => {
            const [name = "", ...value] = pair.split("=");
            return value.length > 0 && isSecretName(name) ? `${name}=${MASK}` : pair;
          })
          .join("&"),
      ),
  };
}

function inWords(value: unknown, isSecretName: (name: string) => boolean): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return String(value);
  const plain = value instanceof Map ? Object.fromEntries(value) : value;
  const json = JSON.stringify(plain, (name, member) => {
    if (isSecretName(name)) return MASK;
    return typeof member === "bigint" ? String(member) : member;
  });
  return json ?? "";
}

function shortened(text: string): string {
  return text.length <= TRACE_TEXT_MAX ? text : `${text.slice(0, TRACE_TEXT_MAX - 1)}…`;
}

import { escapeToken } from "../contract/faults.ts";

/** What `{{name}}` looks like in a policy's configuration. */
const REFERENCE = /\{\{([A-Za-z][A-Za-z0-9_.-]{0,99})\}\}/g;

/** Text as it is, a secret, or what the gateway reads from its environment or a file beside it. */
export const namedValueKinds = ["plain", "secret", "env", "file"] as const;

export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_.-]{0,99}$/;

/**
 * A copy of a configuration with the plain named values put in. What is not in `plain` (secrets, references) stays as it is:
 * the gateway resolves it. Values are not looked into again, so that none can name another.
 */
export function putNamedValues<T>(config: T, plain: ReadonlyMap<string, string>): T;
export function putNamedValues(config: unknown, plain: ReadonlyMap<string, string>): unknown {
  if (typeof config === "string") return config.replace(REFERENCE, (text, name: string) => plain.get(name) ?? text);
  if (Array.isArray(config)) return config.map((item) => putNamedValues(item, plain));
  if (typeof config !== "object" || config === null) return config;
  return Object.fromEntries(Object.entries(config).map(([name, member]) => [name, putNamedValues(member, plain)]));
}

export interface NamedValueUse {
  name: string;
  /** JSON Pointer to the text that names it. */
  pointer: string;
}

/** Every use of a named value in a document or configuration, in the order of the text. */
export function findNamedValueUses(value: unknown, pointer = ""): NamedValueUse[] {
  if (typeof value === "string") return [...value.matchAll(REFERENCE)].map(([, name = ""]) => ({ name, pointer }));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    findNamedValueUses(member, `${pointer}/${escapeToken(name)}`),
  );
}

import type { SealedValue } from "@gatehouse/contract/snapshot.ts";
import { escapePointer, SnapshotError } from "./error.ts";

/** Opens a sealed value, or reads it from the gateway's environment or a file. Throws with a reason. */
export type ValueResolver = (value: SealedValue) => string;

const REFERENCE = /\{\{([A-Za-z][A-Za-z0-9_.-]{0,99})\}\}/g;

/**
 * A copy of a configuration with the API's named values put in. Without a resolver, in the control plane, references stay as
 * they are: it only checks that each has a value.
 */
export function putValues(
  config: unknown,
  values: Readonly<Record<string, SealedValue>>,
  resolve: ValueResolver | undefined,
  where: { part: string; pointer: string },
): unknown {
  if (typeof config === "string") {
    return config.replace(REFERENCE, (text, name: string) => {
      const value = values[name];
      if (value === undefined) throw new SnapshotError(where.part, where.pointer, `There is no named value ${text}.`);
      return resolve === undefined ? text : resolveValue(value, name, resolve, where);
    });
  }
  if (typeof config !== "object" || config === null) return config;
  const below = (key: string | number) => ({
    part: where.part,
    pointer: `${where.pointer}/${escapePointer(String(key))}`,
  });
  if (Array.isArray(config)) return config.map((item, index) => putValues(item, values, resolve, below(index)));
  return Object.fromEntries(
    Object.entries(config).map(([key, member]) => [key, putValues(member, values, resolve, below(key))]),
  );
}

function resolveValue(
  value: SealedValue,
  name: string,
  resolve: ValueResolver,
  where: { part: string; pointer: string },
): string {
  try {
    return resolve(value);
  } catch (cause) {
    // The boundary to keys, environment and files: whatever fails there refuses the snapshot, naming the value.
    const reason = cause instanceof Error ? cause.message : "it cannot be read";
    throw new SnapshotError(where.part, where.pointer, `The named value {{${name}}} has no content here: ${reason}`);
  }
}

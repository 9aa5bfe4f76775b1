import { escapeToken } from "../contract/faults.ts";

/** A backend that a policy names. */
export interface BackendUse {
  backend: string;
  /** JSON Pointer to where it is named. */
  pointer: string;
}

/** Every backend that policies name, as written (`set-backend: { … }`) or as compiled (`policy: set-backend`), inside others too. */
export function findBackendUses(value: unknown, pointer = ""): BackendUse[] {
  if (typeof value !== "object" || value === null) return [];
  const compiled = Object(value);
  const named = "config" in compiled ? usesOf(compiled.policy, compiled.config, `${pointer}/config`) : [];
  return [
    ...named,
    ...Object.entries(value).flatMap(([name, member]) => {
      const at = `${pointer}/${escapeToken(name)}`;
      return [...usesOf(name, member, at), ...findBackendUses(member, at)];
    }),
  ];
}

function usesOf(policy: unknown, config: unknown, pointer: string): BackendUse[] {
  const { backend, weights } = Object(config);
  if (policy === "set-backend" && typeof backend === "string") return [{ backend, pointer: `${pointer}/backend` }];
  if (policy !== "traffic-split") return [];
  return Object.keys(Object(weights)).map((name) => ({ backend: name, pointer: `${pointer}/weights/${name}` }));
}

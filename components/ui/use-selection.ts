"use client";

import { useCallback, useMemo, useState } from "react";

export interface Selection {
  keys: ReadonlySet<string>;
  has(key: string): boolean;
  toggle(key: string): void;
  /** All of these, or none of them when all are selected already. */
  toggleAll(keys: string[]): void;
  stateOfAll(keys: string[]): boolean | "some";
  clear(): void;
}

export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());

  const toggle = useCallback((key: string) => setKeys((before) => withAll(before, [key], !before.has(key))), []);
  const clear = useCallback(() => setKeys(new Set()), []);
  const toggleAll = useCallback(
    (shown: string[]) =>
      setKeys((before) =>
        withAll(
          before,
          shown,
          shown.some((key) => !before.has(key)),
        ),
      ),
    [],
  );

  return useMemo(
    () => ({
      keys,
      has: (key) => keys.has(key),
      toggle,
      toggleAll,
      stateOfAll(shown) {
        const count = shown.filter((key) => keys.has(key)).length;
        return count > 0 && count < shown.length ? "some" : count > 0;
      },
      clear,
    }),
    [keys, toggle, toggleAll, clear],
  );
}

function withAll(before: ReadonlySet<string>, changed: string[], isSelected: boolean): ReadonlySet<string> {
  const after = new Set(before);
  for (const key of changed) {
    if (isSelected) after.add(key);
    else after.delete(key);
  }
  return after;
}

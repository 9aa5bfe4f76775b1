import { setImmediate as nextTurn } from "node:timers/promises";
import { type LoadedSnapshot, loadApi, loadSnapshot } from "../snapshot/load.ts";
import type { ValueResolver } from "../snapshot/named-values.ts";
import type { Handover } from "./messages.ts";

/** Loading makes way for traffic after so long. */
const BUSY_MS_MAX = 5;

/** The snapshot that a thread serves, and the one that it may serve next. */
export interface ThreadSnapshot {
  /** Loads the next snapshot in small steps between requests. @throws SnapshotError when it cannot be loaded */
  prepare(handover: Handover): Promise<void>;
  /** Serves it: one reference changes. */
  commit(): void;
  abandon(): void;
}

export function createThreadSnapshot(
  resolve: ValueResolver,
  serve: (snapshot: LoadedSnapshot) => void,
): ThreadSnapshot {
  let parts: ReadonlyMap<string, unknown> = new Map();
  let current: LoadedSnapshot | undefined;
  let next: { parts: ReadonlyMap<string, unknown>; snapshot: LoadedSnapshot } | undefined;

  return {
    async prepare({ changed, removed, tables }) {
      const makeWay = createMakeWay();
      const nextParts = new Map(parts);
      const apis = new Map(current?.apis);
      for (const name of removed) nextParts.delete(name);
      for (const [name, json] of changed) {
        const part: unknown = JSON.parse(Buffer.from(json).toString("utf8"));
        nextParts.set(name, part);
        if (name.startsWith("api/")) apis.set(name, { part, api: loadApi(part, name, resolve) });
        await makeWay();
      }
      // All APIs are loaded by now: what is left takes over each whose part is the same object.
      next = { parts: nextParts, snapshot: loadSnapshot(nextParts, { tables, resolve, previous: { apis } }) };
    },

    commit() {
      if (!next) return;
      ({ parts, snapshot: current } = next);
      next = undefined;
      serve(current);
    },

    abandon() {
      next = undefined;
    },
  };
}

/** Gives up the thread to whatever waits whenever it has been held for long enough. */
function createMakeWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUSY_MS_MAX) return;
    await nextTurn();
    since = performance.now();
  };
}

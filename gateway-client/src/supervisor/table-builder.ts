import { SnapshotError } from "../snapshot/load.ts";
import { changeTables, type SharedTables } from "../snapshot/tables.ts";
import { SnapshotRefused } from "../sync/refused.ts";

export interface TableBuilder {
  /** Takes the part that lies in the first bytes of the memory. @throws SnapshotRefused when it cannot be loaded */
  put(name: string, length: number): void | Promise<void>;
  finish(): SharedTables | Promise<SharedTables>;
  end(): void | Promise<void>;
}

/** From where tables are built: the ones before, and the parts that are gone. */
export interface TableBase {
  previous: SharedTables | undefined;
  removed: string[];
  /** Large enough for each part as JSON; it is used for one after the other. */
  memory: SharedArrayBuffer;
}

/** Builds tables in the thread that calls it. */
export function createTableBuilder({ previous, removed, memory }: TableBase): TableBuilder {
  const change = changeTables(previous);
  for (const name of removed) change.remove(name);
  return {
    put(name, length) {
      try {
        change.put(name, JSON.parse(Buffer.from(memory, 0, length).toString("utf8")));
      } catch (error) {
        // Its hash is right, so it was built like that: the publisher must know.
        const isTheirs = error instanceof SnapshotError || error instanceof SyntaxError;
        throw isTheirs ? new SnapshotRefused(error.message) : error;
      }
    },
    finish: change.finish,
    end: () => undefined,
  };
}

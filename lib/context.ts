import { randomBytes, randomUUID } from "node:crypto";
import type { Actor } from "./authz/actor.ts";
import type { Database } from "./db/database.ts";

/** What every verb is handed: who acts, on what data, at what time. Tests make their own; nothing below reads a clock. */
export interface Context {
  actor: Actor;
  db: Database;
  now: () => Date;
  /** Cryptographically random bytes. */
  random: (count: number) => Uint8Array;
  requestId: string;
  /** Client address, for the audit log. */
  address: string;
}

/** The context of the product itself: the worker, the clock, the seed. `name` says which, in the audit log. */
export function systemContext(db: Database, name: string): Context {
  return {
    actor: { kind: "system", id: name, name },
    db,
    now: () => new Date(),
    random: (count) => randomBytes(count),
    requestId: randomUUID(),
    address: "",
  };
}

import { createHmac, randomBytes } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { Remembered } from "./remembered.ts";

const REMEMBERED_MAX = 4096;
const REMEMBER_MS = 60_000;
/** Each takes a thread of the pool and the memory that its hash says. */
const PENDING_MAX = 16;

/** Lower than this is soon guessed, higher than this can be used to bring the gateway down. */
const COST_MAX = { memoryKiB: 65_536, passes: 10, lanes: 8 };
const ARGON2ID = /^\$argon2id\$v=19\$m=(\d{1,6}),t=(\d{1,3}),p=(\d{1,3})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/;

/** Names the credentials that were right, so that memory holds no passwords. New with each thread. */
const fingerprintKey = randomBytes(32);

/** Whether a text is an argon2id hash of a cost that a gateway bears. */
export function isPasswordHash(text: string): boolean {
  const [, memoryKiB, passes, lanes] = ARGON2ID.exec(text) ?? [];
  if (memoryKiB === undefined) return false;
  return (
    Number(memoryKiB) <= COST_MAX.memoryKiB && Number(passes) <= COST_MAX.passes && Number(lanes) <= COST_MAX.lanes
  );
}

/** Checks passwords of a fixed list of users. Right ones are remembered for a minute, because checking takes 20 ms and more. */
export class Passwords {
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #nobodysHash: string;
  readonly #right = new Remembered<number>(REMEMBERED_MAX);
  readonly #pending = new Map<string, Promise<boolean>>();

  /** @param hashes by user name */
  constructor(hashes: ReadonlyMap<string, string>) {
    this.#hashes = hashes;
    this.#nobodysHash = [...hashes.values()].map(withoutPassword)[0] ?? "";
  }

  /** Whether it was right a short while ago, or is being looked at: then nothing more is to be spent on it. */
  isKnown(user: string, password: string, nowMs: number): boolean | Promise<boolean> {
    const fingerprint = fingerprintOf(user, password);
    return nowMs < (this.#right.get(fingerprint) ?? 0) || (this.#pending.get(fingerprint) ?? false);
  }

  /** Whether it is right; "busy" when too many are being looked at. Unknown users take as long as known ones. */
  check(user: string, password: string, nowMs: number): "busy" | Promise<boolean> {
    if (this.#pending.size >= PENDING_MAX) return "busy";
    const fingerprint = fingerprintOf(user, password);
    const hash = this.#hashes.get(user);
    const checked = verify(hash ?? this.#nobodysHash, password)
      .then((matches) => {
        const isRight = matches && hash !== undefined;
        if (isRight) this.#right.set(fingerprint, nowMs + REMEMBER_MS);
        return isRight;
      })
      .finally(() => this.#pending.delete(fingerprint));
    this.#pending.set(fingerprint, checked);
    return checked;
  }
}

/** A hash of the same cost that no password has. */
function withoutPassword(hash: string): string {
  const at = hash.lastIndexOf("$") + 1;
  return hash.slice(0, at) + "A".repeat(hash.length - at);
}

function fingerprintOf(user: string, password: string): string {
  return createHmac("sha256", fingerprintKey).update(`${user}:${password}`).digest("base64");
}

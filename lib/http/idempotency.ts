import { Problem } from "../contract/problem.ts";
import { openText, seal } from "../crypto/seal.ts";
import { sha256Hex } from "../crypto/sha256.ts";
import { claimKey, findKey, reclaimKey, releaseKey, storeAnswer, storedHeaders } from "../idempotency/queries.ts";
import type { Platform } from "./platform.ts";

/** After this long a request that left no answer is taken for dead. */
const RUNNING_MS_MAX = 5 * 60_000;
const KEPT_HEADERS = ["content-type", "location", "etag"];

export interface IdempotentCall {
  sender: string;
  key: string;
  /** Method, target and body: the same key with another request is a mistake of the caller. */
  requestHash: string;
}

/** The caller's `Idempotency-Key` on a POST, once the body is known; undefined without one. */
export function readIdempotencyKey(request: Request, sender: string, body: Uint8Array): IdempotentCall | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null || request.method !== "POST") return undefined;
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    const errors = [{ pointer: "Idempotency-Key", detail: "must be 1 to 200 visible ASCII characters" }];
    throw new Problem("invalid-input", "Idempotency-Key: must be 1 to 200 visible ASCII characters", { errors });
  }
  const { pathname, search } = new URL(request.url);
  const requestHash = sha256Hex(`${request.method} ${pathname}${search}\n${sha256Hex(body)}`);
  return { sender, key, requestHash };
}

/**
 * Does the work once for a key and answers repeats as the first time. What failed is not kept, so that it can be tried again.
 * Answers are kept encrypted: some show a secret that is shown only once.
 */
export async function onceForKey(
  base: Platform,
  call: IdempotentCall | undefined,
  work: () => Promise<Response>,
): Promise<Response> {
  if (!call) return work();
  const key = { actor: call.sender, key: call.key };
  const replayed = await claimOrReplay(base, key, call.requestHash);
  if (replayed) return replayed;

  try {
    const response = await work();
    const body = await response.clone().text();
    const headers = Object.fromEntries([...response.headers].filter(([name]) => KEPT_HEADERS.includes(name)));
    const sealed = Buffer.from(seal(body, base.encryptionKey)).toString("base64");
    await storeAnswer(base.db, key, { status: response.status, headers, body: sealed });
    return response;
  } catch (error) {
    // the key must not stay taken by a request that did nothing
    await releaseKey(base.db, key);
    throw error;
  }
}

async function claimOrReplay(
  base: Platform,
  key: { actor: string; key: string },
  requestHash: string,
): Promise<Response | undefined> {
  if (await claimKey(base.db, key, requestHash, base.now())) return undefined;
  const kept = await findKey(base.db, key);
  if (!kept) throw new Problem("idempotency-in-progress");
  if (kept.requestHash !== requestHash) throw new Problem("idempotency-key-reused");
  if (kept.status !== null && kept.body !== null) {
    const body = openText(Buffer.from(kept.body, "base64"), base.encryptionKey);
    const headers = { ...storedHeaders(kept.headers), "idempotent-replayed": "true" };
    return new Response(body === "" ? null : body, { status: kept.status, headers });
  }
  const isDead = base.now().getTime() - kept.createdAt.getTime() > RUNNING_MS_MAX;
  if (isDead && (await reclaimKey(base.db, key, kept.createdAt, base.now()))) return undefined;
  throw new Problem("idempotency-in-progress", undefined, { retryAfterSeconds: 1 });
}

import { createHash } from "node:crypto";
import { AnswerError } from "./answer.ts";

interface Kept {
  bodyHash: string;
  answer: unknown;
}

const KEPT_MAX = 10_000;
const kept = new Map<string, Kept>();

/** The same key and body give the first answer again; the same key with another body is refused. */
export function once<T>(key: string | undefined, body: object, work: () => T): { answer: T; isRepeat: boolean } {
  if (key === undefined) return { answer: work(), isRepeat: false };
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const first = kept.get(key);
  if (first && first.bodyHash !== bodyHash)
    throw new AnswerError(422, "key-reused", "Use a new Idempotency-Key for a new request.");
  if (first) return { answer: first.answer as T, isRepeat: true };

  const answer = work();
  const oldest = kept.keys().next().value;
  if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  kept.set(key, { bodyHash, answer });
  return { answer, isRepeat: false };
}

import { randomBytes } from "node:crypto";

const WELL_FORMED_ID = /^[A-Za-z0-9._~:/+=@-]{8,128}$/;
const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?$/;

/** Whether a caller's request id may go into answers, logs and headers. */
export function isRequestId(text: string): boolean {
  return WELL_FORMED_ID.test(text);
}

/** W3C Trace Context, 3.2.2. */
export function isTraceparent(text: string): boolean {
  return text.length >= 55 && TRACEPARENT.test(text);
}

/**
 * Ids need to be unique and not secret: a random beginning serves for so many of them, told apart by their last digits. Asking
 * the system for each would cost more than the rest of an id's use.
 */
const IDS_PER_BEGINNING = 4096;
const endings = Array.from({ length: IDS_PER_BEGINNING }, (_, number) => number.toString(16).padStart(3, "0"));

/** 32 hexadecimal digits: a request id that is also a trace id. */
export const makeId = idMaker(32);

/** 16 hexadecimal digits: a span id. */
export const makeSpanId = idMaker(16);

function idMaker(digits: number): () => string {
  let beginning = "";
  let next = IDS_PER_BEGINNING;
  return () => {
    if (next === IDS_PER_BEGINNING) {
      beginning = randomBytes(digits / 2)
        .toString("hex")
        .slice(3);
      next = 0;
    }
    return beginning + (endings[next++] ?? "");
  };
}

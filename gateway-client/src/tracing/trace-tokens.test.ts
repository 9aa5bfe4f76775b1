import { generateKeyPairSync, sign } from "node:crypto";
import { type TraceTokenClaims, writeTraceToken } from "@gatehouse/contract/trace.ts";
import { expect, test } from "vitest";
import { TraceTokens } from "./trace-tokens.ts";

const NOW_MS = 1_800_000_000_000;
const NOW = NOW_MS / 1000;
const ours = generateKeyPairSync("ed25519");
const theirs = generateKeyPairSync("ed25519");
const tokens = () => new TraceTokens(new Map([["k1", ours.publicKey]]));

function token(claims: Partial<TraceTokenClaims> = {}, key = ours.privateKey): string {
  return writeTraceToken({ keyId: "k1", api: "orders", expiresAt: NOW + 600, nonce: "a-nonce-1", ...claims }, (bytes) =>
    sign(null, bytes, key),
  );
}

test("a genuine token counts for its API until it expires, also when it is seen again", () => {
  const checked = tokens();
  const text = token();
  expect(checked.check(text, "orders", NOW_MS)).toBeUndefined();
  expect(checked.check(text, "orders", NOW_MS)).toBeUndefined();
  expect(checked.check(text, "invoices", NOW_MS)).toBe("other-api");
  expect(checked.check(text, "orders", NOW_MS + 600_000)).toBe("expired");
});

test.each([
  ["no token at all", "malformed", "nonsense"],
  ["claims that are no JSON", "malformed", "e30x.AAAA"],
  ["a third member", "malformed", `${token()}.AAAA`],
  ["a key that nobody named", "unknown-key", token({ keyId: "k2" })],
  ["another API", "other-api", token({ api: "invoices" })],
  ["a time that is over", "expired", token({ expiresAt: NOW })],
  ["more than an hour", "lasts-too-long", token({ expiresAt: NOW + 3_700 })],
  ["another's signature", "forged", token({}, theirs.privateKey)],
  ["claims changed after they were signed", "forged", changed(token({ api: "invoices" }), token())],
])("a token with %s is ignored as %s", (_, fault, text) => {
  expect(tokens().check(text, "orders", NOW_MS)).toBe(fault);
});

test("a flood of forged tokens is not checked without bound, and genuine ones known before still count", () => {
  const checked = tokens();
  const known = token();
  checked.check(known, "orders", NOW_MS);
  const faults = Array.from({ length: 60 }, (_, at) =>
    checked.check(token({ nonce: `nonce-${at}-x` }, theirs.privateKey), "orders", NOW_MS),
  );
  expect(faults[0]).toBe("forged");
  expect(faults.at(-1)).toBe("too-many");
  expect(checked.check(known, "orders", NOW_MS)).toBeUndefined();
  expect(checked.check(token({ nonce: "next-second" }), "orders", NOW_MS + 1000)).toBeUndefined();
});

/** The claims of one token under the signature of another. */
function changed(signed: string, claimed: string): string {
  return `${claimed.split(".")[0]}.${signed.split(".")[1]}`;
}

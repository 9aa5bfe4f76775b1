import { expect, test } from "vitest";
import { bearerToken, gatewayState, makeGatewayToken, SILENT_AFTER_MS } from "./fleet.ts";

const now = new Date("2026-11-20T10:00:00Z");
const seen = { lastSeenAt: now, revokedAt: null, appliedGeneration: 7, refusedGeneration: null };

test.each([
  ["current", "on the newest generation", seen],
  ["behind", "on an older one", { ...seen, appliedGeneration: 6 }],
  ["behind", "without any yet", { ...seen, appliedGeneration: null }],
  ["refusing", "that would not load the newest one", { ...seen, appliedGeneration: 6, refusedGeneration: 7 }],
  ["current", "that has loaded one after the one it refused", { ...seen, refusedGeneration: 6 }],
  ["silent", "that stopped reporting", { ...seen, lastSeenAt: new Date(now.getTime() - SILENT_AFTER_MS - 1) }],
  ["registered", "that has never reported", { ...seen, lastSeenAt: null }],
  ["revoked", "whose token was revoked", { ...seen, revokedAt: now }],
] as const)("%s: a gateway %s", (state, _which, gateway) => {
  expect(gatewayState(gateway, 7, now)).toBe(state);
});

test("tokens carry 256 random bits behind their prefix", () => {
  expect(makeGatewayToken((count) => new Uint8Array(count).fill(255))).toBe(`ghg_${"_".repeat(42)}8`);
});

test.each([
  ["Bearer abc", "abc"],
  ["bearer  abc", "abc"],
  ["Basic abc", undefined],
  ["Bearer", undefined],
  ["Bearer a b", undefined],
  [null, undefined],
])("%o carries the token %o", (header, token) => {
  expect(bearerToken(header)).toBe(token);
});

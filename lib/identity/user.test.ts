import { expect, test } from "vitest";
import { signUpInput } from "./input.ts";
import { isLiveSession, passwordFault } from "./user.ts";

test.each([
  ["ten characters", "0123456789", undefined],
  ["nine characters", "012345678", "must have at least 10 characters"],
  ["nine emoji", "🔑".repeat(9), "must have at least 10 characters"],
  ["256 characters", "x".repeat(256), undefined],
  ["257 characters", "x".repeat(257), "must have at most 256 characters"],
  ["the e-mail address", "Pat@Example.com", "must not be the e-mail address"],
])("a password of %s", (_what, password, fault) => {
  expect(passwordFault(password, "pat@example.com")).toBe(fault);
});

const now = new Date("2026-11-20T10:00:00Z");
const live = {
  epoch: 2,
  expiresAt: new Date("2026-11-21T10:00:00Z"),
  revokedAt: null,
  user: { sessionEpoch: 2, state: "active" as const },
};

test.each([
  ["untouched", {}, true],
  ["ended", { revokedAt: now }, false],
  ["run out this moment", { expiresAt: now }, false],
  ["of an earlier epoch", { epoch: 1 }, false],
  ["of a blocked user", { user: { sessionEpoch: 2, state: "blocked" as const } }, false],
])("a session that is %s", (_what, change, isLive) => {
  expect(isLiveSession({ ...live, ...change }, now)).toBe(isLive);
});

test.each([
  [{ email: "pat@example.com", name: "Pat", password: "long enough" }, true],
  [{ email: " pat@example.com ", name: " Pat ", password: "long enough" }, true],
  [{ email: "pat", name: "Pat", password: "long enough" }, false],
  [{ email: "pat@example.com", name: "  ", password: "long enough" }, false],
  [{ email: "pat@example.com", name: "P\u0007at", password: "long enough" }, false],
  [{ email: "pat@example.com", name: "x".repeat(101), password: "long enough" }, false],
  [{ email: "pat@example.com", name: "Pat", password: "long enough", isAdmin: true }, false],
])("sign-up input %j is taken: %o", (input, isTaken) => {
  expect(signUpInput.safeParse(input).success).toBe(isTaken);
});

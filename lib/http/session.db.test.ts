import { describe, expect, test } from "vitest";
import { z } from "zod";
import { blockUser } from "../identity/block.ts";
import { changePassword } from "../identity/change-password.ts";
import { endSessions } from "../identity/end-sessions.ts";
import { enrol, PASSWORD, type Person } from "../identity/testing.ts";
import { SESSION_DAYS } from "../identity/user.ts";
import { authRoute } from "./auth-route.ts";
import { route } from "./route.ts";
import { testServer } from "./testing.ts";

const server = testServer();
const { call } = server;

const whoAmI = route({
  summary: "Who",
  answers: z.string(),
  handle: async ({ actor }) => (actor.kind === "user" ? actor.id : actor.kind),
});
const change = route({ summary: "Change", handle: async () => undefined });

/** What `curl` does: fetch the CSRF token, send the form with it and its cookie, keep the session cookie. */
async function signIn(email: string, password: string, json = "true"): Promise<{ response: Response; cookie: string }> {
  const csrf = await call(authRoute, { target: "/api/auth/csrf" });
  const { csrfToken } = await csrf.json();
  const csrfCookie = cookiesOf(csrf);
  const response = await call(authRoute, {
    method: "POST",
    target: "/api/auth/callback/credentials",
    headers: { "content-type": "application/x-www-form-urlencoded", cookie: csrfCookie, "user-agent": "curl/8" },
    body: new URLSearchParams({ csrfToken, email, password, json }).toString(),
  });
  return { response, cookie: `${csrfCookie}; ${cookiesOf(response)}` };
}

/** What a browser without JavaScript sends of the sign-in page. */
function plainForm(values: Record<string, string>, site: string): Promise<Response> {
  return call(authRoute, {
    method: "POST",
    target: "/api/auth/callback/credentials",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": site },
    body: new URLSearchParams(values).toString(),
  });
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1).join(""))
    .join("; ");
}

async function signedIn(person: Person): Promise<string> {
  const { response, cookie } = await signIn(person.email, PASSWORD);
  expect(response.status).toBe(200);
  return cookie;
}

describe("signing in over plain HTTP", () => {
  test("begins a session that routes accept, in a cookie that scripts and other sites cannot use", async () => {
    const person = await enrol(server.db);
    const { response, cookie } = await signIn(person.email.toUpperCase(), PASSWORD);
    expect(response.headers.getSetCookie().find((each) => each.startsWith("next-auth.session-token="))).toMatch(
      /HttpOnly; SameSite=Lax/,
    );
    const answer = await call(whoAmI, { cookie });
    expect(await answer.json()).toBe(person.actor.id);
    const session = await server.db.session.findFirst({ where: { userId: person.actor.id } });
    expect(session).toMatchObject({ userAgent: "curl/8", address: "203.0.113.7" });
  });

  test("uses a Secure cookie where the public address is HTTPS", async () => {
    const person = await enrol(server.db);
    server.platform.publicUrl = "https://gatehouse.test";
    const { response } = await signIn(person.email, PASSWORD);
    server.platform.publicUrl = "http://gatehouse.test";
    expect(response.headers.getSetCookie().join("\n")).toMatch(/__Secure-next-auth.session-token=.*Secure/);
  });

  test("answers a wrong password, an unknown account and an impossible one alike", async () => {
    const { email } = await enrol(server.db);
    const answers = [
      await signIn(email, "wrong password"),
      await signIn("nobody@example.com", PASSWORD),
      await signIn("no\0body", PASSWORD),
      await signIn(email, "x".repeat(5000)),
    ];
    for (const { response } of answers) {
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: "sign-in-refused" });
      expect(response.headers.getSetCookie().join()).not.toContain("session-token");
    }
  });

  test("sends a plain form back to the sign-in page", async () => {
    const { response } = await signIn("nobody@example.com", PASSWORD, "false");
    expect([response.status, response.headers.get("location")]).toEqual([
      302,
      "http://gatehouse.test/sign-in?error=sign-in-refused",
    ]);
  });

  test.each([
    ["a right one on to where its reader came from", PASSWORD, "http://gatehouse.test/usage?range=7d"],
    [
      "a wrong one back, without forgetting that",
      "wrong password",
      "http://gatehouse.test/sign-in?error=sign-in-refused&callbackUrl=%2Fusage%3Frange%3D7d",
    ],
  ])("leads a form without JavaScript: %s", async (_what, password, location) => {
    const { email } = await enrol(server.db);
    const response = await plainForm({ email, password, callbackUrl: "/usage?range=7d" }, "same-origin");
    expect([response.status, response.headers.get("location")]).toEqual([302, location]);
    expect(response.headers.getSetCookie().join().includes("session-token")).toBe(password === PASSWORD);
  });

  test("leads a form of another site nowhere", async () => {
    const { email } = await enrol(server.db);
    const response = await plainForm({ email, password: PASSWORD }, "cross-site");
    expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
  });

  test("without the CSRF token begins nothing", async () => {
    const { email } = await enrol(server.db);
    const response = await call(authRoute, {
      method: "POST",
      target: "/api/auth/callback/credentials",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password: PASSWORD, json: "true" }).toString(),
    });
    expect(response.headers.getSetCookie().join()).not.toContain("session-token");
  });

  test("is refused after ten failures for the account, not for others, and works again after the window", async () => {
    const [person, other] = [await enrol(server.db), await enrol(server.db)];
    for (let attempt = 0; attempt < 10; attempt++) {
      expect((await signIn(person.email, "wrong password")).response.status).toBe(401);
    }
    const { response } = await signIn(person.email, PASSWORD);
    expect([response.status, Number(response.headers.get("retry-after")) > 0]).toEqual([429, true]);
    await signedIn(other);
    server.advance(15 * 60_000);
    await signedIn(person);
  });

  test("counts only failures", async () => {
    const person = await enrol(server.db);
    for (let time = 0; time < 12; time++) await signedIn(person);
  });
});

describe("a session", () => {
  test("ends by signing out, also for next-auth itself", async () => {
    const person = await enrol(server.db);
    const cookie = await signedIn(person);
    const before = await call(authRoute, { target: "/api/auth/session", cookie });
    expect(await before.json()).toMatchObject({ userId: person.actor.id });
    const { csrfToken } = await (await call(authRoute, { target: "/api/auth/csrf", cookie })).json();
    const out = await call(authRoute, {
      method: "POST",
      target: "/api/auth/signout",
      cookie,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
    });
    expect(out.status).toBe(200);
    expect((await call(whoAmI, { cookie })).status).toBe(401);
    expect(await (await call(authRoute, { target: "/api/auth/session", cookie })).json()).toEqual({});
  });

  test.each<[string, (person: Person) => Promise<unknown>]>([
    ["the epoch is raised", ({ actor }) => endSessions(server.contextOf(actor))],
    ["the user is blocked", async ({ actor }) => blockUser(server.contextOf(await admin()), actor.id)],
    [
      "the password is changed",
      ({ actor }) => changePassword(server.contextOf(actor), { present: PASSWORD, next: "another long one" }),
    ],
    ["its days are over", async () => server.advance(SESSION_DAYS * 86_400_000)],
  ])("ends at once when %s", async (_why, end) => {
    const person = await enrol(server.db);
    const cookie = await signedIn(person);
    expect((await call(whoAmI, { cookie })).status).toBe(200);
    await end(person);
    expect((await call(whoAmI, { cookie })).status).toBe(401);
  });

  test.each([
    ["nothing that a browser sends", {}, 403],
    ["another site", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling host", { "sec-fetch-site": "same-site" }, 403],
    ["another origin", { origin: "http://evil.test" }, 403],
    ["an opaque origin", { origin: "null" }, 403],
    ["our own page", { "sec-fetch-site": "same-origin" }, 204],
    ["our own origin", { origin: "http://gatehouse.test" }, 204],
  ])("changes nothing from elsewhere: %s", async (_from, headers, status) => {
    const cookie = await signedIn(await enrol(server.db));
    expect((await call(change, { method: "POST", headers: { cookie, ...headers } })).status).toBe(status);
  });

  test("is not believed when the cookie was made with another secret", async () => {
    const cookie = await signedIn(await enrol(server.db));
    const { sessionSecret } = server.platform;
    server.platform.sessionSecret = "another secret of enough characters";
    expect((await call(whoAmI, { cookie })).status).toBe(401);
    server.platform.sessionSecret = sessionSecret;
  });
});

async function admin() {
  return (await enrol(server.db, { isAdmin: true })).actor;
}

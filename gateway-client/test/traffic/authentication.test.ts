import { makeApiKey } from "@gatehouse/contract/keys.ts";
import { describe, expect, it } from "vitest";
import { answerTo, withKey } from "./answer-to.ts";
import { API_KEY, type SampleOptions, SUBSCRIPTION } from "./sample-parts.ts";

const SECOND_AGO = Math.floor(Date.now() / 1000) - 1;

describe("authentication", () => {
  it.each<[string, SampleOptions, RequestInit, number, string]>([
    ["no key", {}, {}, 401, "subscription-key-missing"],
    ["an unknown key", {}, { headers: { "x-api-key": "other" } }, 401, "subscription-key-invalid"],
    ["a mistyped key", {}, { headers: { "x-api-key": mistyped() } }, 401, "subscription-key-invalid"],
    ["a key past its end", { keyEndsAt: SECOND_AGO }, withKey, 401, "subscription-key-invalid"],
    ["a subscription past its end", { subscription: { endsAt: SECOND_AGO } }, withKey, 403, "subscription-not-active"],
    ["a suspended subscription", { subscription: { state: "suspended" } }, withKey, 403, "subscription-not-active"],
    ["a plan without the API", { plan: { apis: ["other"] } }, withKey, 403, "api-not-in-plan"],
    ["a plan that is not there", { subscription: { plan: "gone" } }, withKey, 403, "api-not-in-plan"],
  ])("refuses %s", async (_, options, init, status, code) => {
    const { response, body, backend, calls } = await answerTo(options, init);
    expect(response.status).toBe(status);
    expect(body).toMatchObject({ code, status, instance: "/orders/42", type: `urn:gatehouse:problem:${code}` });
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
    expect(response.headers.has("www-authenticate")).toBe(status === 401);
    expect(backend.requests).toEqual([]);
    expect(calls).toMatchObject([{ version: "orders-v1", operation: "*", status }]);
  });

  it("says the state of a subscription that has ended", async () => {
    expect((await answerTo({ subscription: { endsAt: SECOND_AGO } })).body.state).toBe("expired");
  });

  it("takes the key away before the backend sees it, from header and query", async () => {
    const credentials = { apiKey: { headers: ["x-api-key", "x-key"], query: ["api_key"] } };
    const options = { api: { credentials } };
    const byHeader = await answerTo(options, { headers: { "X-Key": API_KEY, "x-other": "1" } });
    expect(byHeader.response.status).toBe(200);
    expect(byHeader.text).not.toContain(API_KEY);
    const byQuery = await answerTo(options, {}, `/orders/42?a=1&api%5Fkey=${API_KEY}&b=%20`);
    expect(byQuery.response.status).toBe(200);
    expect(byQuery.backend.requests[0]?.url).toBe("/42?a=1&b=%20");
    const alone = await answerTo(options, {}, `/orders/42?api_key=${API_KEY}`);
    expect(alone.backend.requests[0]?.url).toBe("/42");
  });

  it("asks for nothing where the API is open", async () => {
    const { response, calls } = await answerTo({ api: { credentials: { none: true } } }, {});
    expect(response.status).toBe(200);
    expect(calls).toMatchObject([{ subscription: null, status: 200 }]);
  });

  it("counts whose call it was, also when it is refused", async () => {
    const { calls } = await answerTo({ subscription: { state: "paused" } });
    expect(calls).toMatchObject([{ subscription: SUBSCRIPTION, status: 403 }]);
  });
});

function mistyped(): string {
  const key = makeApiKey("test", (count) => new Uint8Array(count).fill(7));
  return `${key.slice(0, 10)}X${key.slice(11)}`;
}

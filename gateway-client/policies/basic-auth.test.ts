import { hashSync } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { compilePolicy, type TestRequest, testExchange } from "./testing.ts";

/** As cheap as can be: what is tested here is not how long it takes. */
const COST = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const ADA = hashSync("wonder:land", COST);
const plain = { users: { ada: ADA, zoë: hashSync("пароль", COST) } };
const challenge = ["www-authenticate", 'Basic realm="gatehouse", charset="UTF-8"'];

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString("base64")}`;
}

function requestWith(authorization: string, rest: TestRequest = {}) {
  return testExchange({ headers: { authorization }, ...rest });
}

describe("basic-auth", () => {
  it.each<[string, string, string | undefined]>([
    ["the right password, with a colon in it", basic("ada:wonder:land"), undefined],
    ["letters of all languages", basic("zoë:пароль"), undefined],
    ["the scheme in another case", basic("ada:wonder:land").replace("Basic", "bASIC"), undefined],
    ["another password", basic("ada:wonder"), "basic-credentials-invalid"],
    ["an empty password", basic("ada:"), "basic-credentials-invalid"],
    ["an unknown user", basic("eve:wonder:land"), "basic-credentials-invalid"],
    ["a user that all objects have", basic("toString:x"), "basic-credentials-invalid"],
    ["no user", basic(":wonder:land"), "basic-credentials-missing"],
    ["no colon", basic("ada"), "basic-credentials-missing"],
    ["no base64", "Basic a:b", "basic-credentials-missing"],
    ["another scheme", "Bearer abc", "basic-credentials-missing"],
  ])("judges %s", async (_, authorization, problem) => {
    const outcome = await compilePolicy("basic-auth", plain)(requestWith(authorization));
    expect(outcome).toEqual(problem === undefined ? undefined : { problem, headers: challenge });
  });

  it("finds the user's subscription where it is told the issuer, and only who is right", async () => {
    const handle = compilePolicy("basic-auth", { ...plain, "client-issuer": "partners" });
    const [right, wrong] = [requestWith(basic("ada:wonder:land")), requestWith(basic("ada:wonder"))];
    await handle(right);
    await handle(wrong);
    expect([right.identified, wrong.identified]).toEqual([[{ issuer: "partners", client: "ada" }], []]);
  });

  it("asks who does not say who he is, and refuses two of them", async () => {
    const handle = compilePolicy("basic-auth", { ...plain, realm: "Orders" });
    const outcome = await handle(testExchange());
    expect(outcome).toMatchObject({ headers: ["www-authenticate", 'Basic realm="Orders", charset="UTF-8"'] });
    const twice = requestWith(basic("ada:wonder:land"));
    twice.request.append("authorization", basic("eve:x"));
    expect(await handle(twice)).toMatchObject({ problem: "basic-credentials-missing" });
  });

  it("waits for nothing, and counts no attempt, when the password was right a short while ago", async () => {
    const handle = compilePolicy("basic-auth", plain);
    await handle(requestWith(basic("ada:wonder:land")));
    const again = requestWith(basic("ada:wonder:land"));
    expect(handle(again)).toBeUndefined();
    expect(again.taken).toEqual([]);
    const later = { ...requestWith(basic("ada:wonder:land")), receivedAtMs: again.receivedAtMs + 60_000 };
    expect(handle(later)).toBeInstanceOf(Promise);
  });

  it("looks at a password once when many requests have it at a time", async () => {
    const handle = compilePolicy("basic-auth", plain);
    const requests = Array.from({ length: 50 }, () => requestWith(basic("ada:wonder:land")));
    expect(await Promise.all(requests.map(handle))).toEqual(Array(50).fill(undefined));
    expect(requests.flatMap(({ taken }) => taken)).toHaveLength(2);
  });

  it("looks at no password when too many came from the address", async () => {
    const take = { isAllowed: false, limit: { calls: 30, periodMs: 60_000 }, remaining: 0, resetMs: 4_100 };
    const outcome = compilePolicy("basic-auth", plain)(requestWith(basic("ada:wonder:land"), { take }));
    expect(outcome).toEqual({ problem: "credential-attempts-exceeded", retryAfterSeconds: 5 });
  });

  it("counts attempts of an IPv6 network together", async () => {
    const handle = compilePolicy("basic-auth", plain);
    const keyFor = async (clientAddress: string) => {
      const exchange = requestWith(basic("ada:x"), { clientAddress });
      await handle(exchange);
      return exchange.taken[0]?.key;
    };
    const key = await keyFor("2001:db8::1");
    expect(await keyFor("2001:db8:0:0:ffff::2")).toEqual(key);
    expect(await keyFor("2001:db8::1:0:0:0:0")).not.toEqual(key);
  });

  it("looks at so many passwords at a time only", async () => {
    const handle = compilePolicy("basic-auth", plain);
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, i) => handle(requestWith(basic(`ada:${i}`)))));
    const problems = outcomes.map((outcome) => outcome !== undefined && "problem" in outcome && outcome.problem);
    expect(new Set(problems)).toEqual(new Set(["basic-credentials-invalid", "gateway-overloaded"]));
  });

  it("hides the password from the backend unless told otherwise, and leaves the name to later policies", async () => {
    const exchange = requestWith(basic("ada:wonder:land"));
    await compilePolicy("basic-auth", { ...plain, "output-user-variable-name": "user" })(exchange);
    expect(exchange.request.get("authorization")).toBeUndefined();
    expect(exchange.variables.get("user")).toBe("ada");
    const forwarded = requestWith(basic("ada:wonder:land"));
    await compilePolicy("basic-auth", { ...plain, "forward-credentials": true })(forwarded);
    expect(forwarded.request.get("authorization")).toBeDefined();
  });

  it.each<[string, object]>([
    ["no user", { users: {} }],
    ["a password that is not hashed", { users: { ada: "wonderland" } }],
    ["a hash of another kind", { users: { ada: ADA.replace("argon2id", "argon2i") } }],
    ["a hash that takes all the memory", { users: { ada: ADA.replace("m=8", "m=999999") } }],
    ["a colon in a name", { users: { "a:b": ADA } }],
    ["quotes in the realm", { ...plain, realm: 'a"b' }],
  ])("cannot be saved with %s", (_, config) => {
    expect(() => compilePolicy("basic-auth", config)).toThrow();
  });

  it("can be saved with a hash that only gateways know", () => {
    expect(() => compilePolicy("basic-auth", { users: { ada: "{{ada}}" } })).not.toThrow();
  });
});

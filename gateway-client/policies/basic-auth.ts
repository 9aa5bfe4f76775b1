import { z } from "zod";
import { counterKey } from "./counter-key.ts";
import { clientFields, identifyClient } from "./credentials/client.ts";
import { holdsReference } from "./credentials/named-value.ts";
import { isPasswordHash, Passwords } from "./credentials/passwords.ts";
import { definePolicy, type Outcome, type Refusal } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { variableName } from "./fields.ts";

const USERS_MAX = 1000;

/** Passwords that are looked at a minute from one address, for one user and in all. */
const perUser = [{ calls: 30, periodMs: 60_000 }];
const perAddress = [{ calls: 120, periodMs: 60_000 }];

/** RFC 7617, section 2: a colon ends the name. */
const userName = z.string().regex(/^[^:\p{Cc}]{1,200}$/u, "is not a user name: it has a colon or a control character");

const passwordHash = z.string().refine((text) => holdsReference(text) || isPasswordHash(text), {
  message: "is not an argon2id hash of at most 64 MiB, 10 passes and 8 lanes",
});

export const basicAuth = definePolicy({
  name: "basic-auth",
  version: 1,
  summary: "Lets a request in only with the name and password of one of its users.",
  phase: "authenticate",
  sections: ["inbound"],
  config: z.strictObject({
    users: z
      .record(userName, passwordHash)
      .refine((users) => isBetween(Object.keys(users).length, 1, USERS_MAX), `has no user, or more than ${USERS_MAX}`),
    realm: z
      .string()
      .regex(/^[\x20\x21\x23-\x5b\x5d-\x7e]{1,100}$/, "is not a realm: it has quotes, backslashes or other letters")
      .default("gatehouse"),
    "forward-credentials": z.boolean().default(false),
    "output-user-variable-name": variableName.optional(),
    ...clientFields,
  }),
  compile(options, site) {
    const passwords = new Passwords(new Map(Object.entries(options.users)));
    const headers = ["www-authenticate", `Basic realm="${options.realm}", charset="UTF-8"`];
    const variable = options["output-user-variable-name"];

    const conclude = (exchange: Exchange, user: string, isRight: boolean): Outcome => {
      if (!isRight) return { problem: "basic-credentials-invalid", headers };
      if (!options["forward-credentials"]) exchange.request.delete("authorization");
      if (variable !== undefined) exchange.variables.set(variable, user);
      return identifyClient(exchange, options["client-issuer"], user);
    };
    return (exchange) => {
      const credentials = readCredentials(exchange.request.getAll("authorization"));
      if (credentials === undefined) return { problem: "basic-credentials-missing", headers };
      const { user, password } = credentials;
      const isKnown = passwords.isKnown(user, password, exchange.receivedAtMs);
      if (isKnown === true) return conclude(exchange, user, true);
      const checked = isKnown === false ? checkAttempt(exchange, site.id, passwords, user, password) : isKnown;
      return "then" in checked ? checked.then((isRight) => conclude(exchange, user, isRight)) : checked;
    };
  },
});

/** Looks at a password, unless too many came from the address of late. */
function checkAttempt(
  exchange: Exchange,
  policyId: string,
  passwords: Passwords,
  user: string,
  password: string,
): Promise<boolean> | Refusal {
  const { attempts, receivedAtMs } = exchange;
  const network = networkOf(exchange.clientAddress);
  const taken = [
    () => attempts.take(counterKey(`${policyId} ${network}`), perAddress, receivedAtMs),
    () => attempts.take(counterKey(`${policyId} ${network} ${user}`), perUser, receivedAtMs),
  ];
  for (const take of taken) {
    const { isAllowed, resetMs } = take();
    if (!isAllowed) {
      return { problem: "credential-attempts-exceeded", retryAfterSeconds: Math.max(1, Math.ceil(resetMs / 1000)) };
    }
  }
  const checked = passwords.check(user, password, receivedAtMs);
  return checked === "busy" ? { problem: "gateway-overloaded", retryAfterSeconds: 1 } : checked;
}

/** An IPv6 network of 64 bits is one customer's: each of its addresses would have attempts of its own otherwise. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [left = [], right = []] = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right].slice(0, 4).join(":");
}

function readCredentials(lines: readonly string[]): { user: string; password: string } | undefined {
  const [line = ""] = lines;
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(line)?.[1];
  if (encoded === undefined || lines.length !== 1) return undefined;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 1 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

function isBetween(value: number, min: number, max: number): boolean {
  return value >= min && value <= max;
}

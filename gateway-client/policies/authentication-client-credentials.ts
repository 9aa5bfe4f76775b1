import { webAddress } from "@gatehouse/contract/credentials.ts";
import { z } from "zod";
import { fetchJson } from "./credentials/fetch-json.ts";
import { definePolicy } from "./define.ts";
import { fixedText } from "./fields.ts";

const TIMEOUT_MS = 10_000;
const DEFAULT_SECONDS = 300;
/** Before its end by so much a token is replaced, while it still serves. */
const EARLY_MS = 30_000;

const tokenAnswer = z.object({
  access_token: z
    .string()
    .min(1)
    .max(16_000)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().max(31_622_400).optional(),
});

export const authenticationClientCredentials = definePolicy({
  name: "authentication-client-credentials",
  version: 1,
  summary: "Signs the gateway in to the backend with a token that it gets as an OAuth client.",
  phase: "transform",
  sections: ["inbound", "backend"],
  config: z.strictObject({
    "token-url": webAddress,
    "client-id": z.string().min(1).max(500),
    "client-secret": z.string().min(1).max(2000),
    scopes: z
      .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, "is not a scope"))
      .max(50)
      .default([]),
  }),
  compile(options) {
    const id = fixedText(options["client-id"], "/client-id");
    const secret = fixedText(options["client-secret"], "/client-secret");
    const source = tokenSource(() => askForToken(options["token-url"], id, secret, options.scopes));
    return (exchange) => {
      const token = source.current(exchange.receivedAtMs);
      if (token !== undefined) {
        exchange.request.set("authorization", `Bearer ${token}`);
        return undefined;
      }
      return source.next(exchange.receivedAtMs).then(
        (fresh) => {
          exchange.request.set("authorization", `Bearer ${fresh}`);
          return undefined;
        },
        () => ({ problem: "backend-credentials-unavailable" }) as const,
      );
    };
  },
});

interface Token {
  readonly text: string;
  readonly seconds: number;
}

/** Keeps one token: one request for many waiters, and a new token before the old one ends. */
function tokenSource(ask: () => Promise<Token>) {
  let text = "";
  let endsAtMs = 0;
  let renewsAtMs = 0;
  let asked: Promise<string> | undefined;

  const next = (nowMs: number): Promise<string> => {
    asked ??= ask()
      .then((token) => {
        text = token.text;
        endsAtMs = nowMs + token.seconds * 1000;
        renewsAtMs = endsAtMs - Math.min(EARLY_MS, token.seconds * 500);
        return text;
      })
      .finally(() => {
        asked = undefined;
      });
    return asked;
  };
  return {
    next,
    current(nowMs: number): string | undefined {
      if (nowMs >= endsAtMs) return undefined;
      // Nobody waits for it and nobody is told when it fails: the old token still serves, and the next call asks again.
      if (nowMs >= renewsAtMs && asked === undefined) next(nowMs).catch(() => undefined);
      return text;
    },
  };
}

/** RFC 6749, 4.4: the client proves itself by HTTP Basic, each half form-encoded (2.3.1). */
async function askForToken(url: string, id: string, secret: string, scopes: readonly string[]): Promise<Token> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
  });
  const pair = `${formEncoded(id)}:${formEncoded(secret)}`;
  const answer = await fetchJson(url, {
    method: "POST",
    headers: {
      authorization: `Basic ${Buffer.from(pair).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: body.toString(),
    timeoutMs: TIMEOUT_MS,
  });
  const { access_token: text, expires_in: seconds = DEFAULT_SECONDS } = tokenAnswer.parse(answer);
  return { text, seconds };
}

function formEncoded(text: string): string {
  return new URLSearchParams({ a: text }).toString().slice(2);
}

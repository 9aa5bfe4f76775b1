import { z } from "zod";
import type { Claims } from "./claims.ts";
import { fetchJson } from "./fetch-json.ts";
import { Remembered } from "./remembered.ts";

const REMEMBERED_MAX = 4096;
/** Tokens that are asked about at a time; further ones are refused, so that a slow issuer makes no queue. */
const PENDING_MAX = 256;

export interface IntrospectionOptions {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The client's id and secret go into the body (RFC 6749, 2.3.1); else into `Authorization`. */
  readonly isSecretInBody: boolean;
  readonly timeoutMs: number;
  readonly cacheMs: number;
}

/** What the issuer says of a token. */
export type Introspected = { readonly claims: Claims } | "inactive" | "unavailable";

const answer = z.looseObject({ active: z.boolean(), exp: z.number().optional() });

/** Asks an issuer about tokens (RFC 7662): once at a time for each token, and not again while the answer is remembered. */
export class Introspection {
  readonly #options: IntrospectionOptions;
  readonly #active = new Remembered<{ said: Introspected; untilMs: number }>(REMEMBERED_MAX);
  /** Apart from the others, so that made-up tokens do not push out good ones. */
  readonly #inactive = new Remembered<{ said: Introspected; untilMs: number }>(REMEMBERED_MAX);
  readonly #pending = new Map<string, Promise<Introspected>>();

  constructor(options: IntrospectionOptions) {
    this.#options = options;
  }

  introspect(token: string, nowMs: number): Introspected | Promise<Introspected> {
    const known = this.#active.get(token) ?? this.#inactive.get(token);
    if (known !== undefined && nowMs < known.untilMs) return known.said;
    const pending = this.#pending.get(token);
    if (pending !== undefined) return pending;
    if (this.#pending.size >= PENDING_MAX) return "unavailable";
    const asked = this.#ask(token, nowMs).finally(() => this.#pending.delete(token));
    this.#pending.set(token, asked);
    return asked;
  }

  async #ask(token: string, nowMs: number): Promise<Introspected> {
    try {
      const { url, timeoutMs } = this.#options;
      const said = answer.parse(await fetchJson(url, { method: "POST", ...this.#form(token), timeoutMs }));
      return this.#remember(token, said, nowMs);
    } catch {
      return "unavailable"; // The network and what is behind it: whatever fails there, nobody comes in.
    }
  }

  #remember(token: string, claims: z.output<typeof answer>, nowMs: number): Introspected {
    const endMs = claims.exp === undefined ? Number.POSITIVE_INFINITY : claims.exp * 1000;
    const isActive = claims.active && nowMs < endMs;
    const said = isActive ? { claims } : "inactive";
    const untilMs = nowMs + this.#options.cacheMs;
    this.#active.delete(token);
    if (isActive) this.#active.set(token, { said, untilMs: Math.min(untilMs, endMs) });
    else this.#inactive.set(token, { said, untilMs });
    return said;
  }

  #form(token: string) {
    const { clientId, clientSecret, isSecretInBody } = this.#options;
    const form = new URLSearchParams({ token, token_type_hint: "access_token" });
    const headers: Record<string, string> = { "content-type": "application/x-www-form-urlencoded" };
    if (isSecretInBody) {
      form.set("client_id", clientId);
      form.set("client_secret", clientSecret);
    } else {
      const credentials = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
      headers.authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    return { headers, body: form.toString() };
  }
}

/** RFC 6749, 2.3.1 has both encoded before they are joined. */
function formEncoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

import { isMistypedApiKey } from "@gatehouse/contract/keys.ts";
import type { CallerCertificate } from "../../policies/caller-certificate.ts";
import type { Outcome, Refusal } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { Authenticator } from "../exchange/authenticator.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import type { LoadedSnapshot } from "../snapshot/loaded.ts";
import type { SubscriptionRecord } from "../snapshot/subscription-segment.ts";
import { admit, type KnownCaller, toKnownCaller } from "./admission.ts";
import { takeKey } from "./api-key.ts";
import { authenticateByToken, readToken, tokenRefusal } from "./bearer-token.ts";

const CALLERS_REMEMBERED = 10_000;
const KEY_CHALLENGE: readonly string[] = ["www-authenticate", 'ApiKey realm="gatehouse"'];
const TOKEN_CHALLENGE: readonly string[] = ["www-authenticate", "Bearer"];

/**
 * The built-in authentication. Remembers the callers that it saw, as long as its snapshot is served; only those with a
 * subscription are remembered, so that guessing costs no memory.
 */
export class CallerAuthenticator implements Authenticator {
  readonly snapshot: LoadedSnapshot;
  readonly #byKey = new Map<string, KnownCaller>();
  readonly #byName = new Map<string, KnownCaller>();
  readonly #productsOf = new Map<string, readonly string[]>();

  constructor(snapshot: LoadedSnapshot) {
    this.snapshot = snapshot;
  }

  /** Puts the caller into the exchange, or refuses it. Synchronous but where an issuer's keys are on their way. */
  authenticate(exchange: GatewayExchange): Outcome | Promise<Outcome> {
    const { keyNames, token, takesCertificates } = exchange.api;
    const key = keyNames && takeKey(exchange, keyNames);
    if (key !== undefined && key !== "") return this.#authenticateByKey(exchange, key);
    if (token !== undefined) {
      const text = readToken(exchange);
      if (typeof text === "string") return authenticateByToken(exchange, token, text, this);
      if (text !== undefined) return tokenRefusal(text);
    }
    const certificate = takesCertificates ? exchange.incoming.clientCertificate : undefined;
    if (certificate !== undefined) return this.#authenticateByCertificate(exchange, certificate);
    return keyNames === undefined && token === undefined && !takesCertificates ? undefined : missing(exchange);
  }

  /** Whether a caller that was let in would be today: by its key, or by the subscription that something else led to. */
  readmit(exchange: GatewayExchange, { subscription }: Caller): boolean {
    const { keyNames } = exchange.api;
    const key = keyNames && takeKey(exchange, keyNames);
    if (key !== undefined && key !== "") return this.#authenticateByKey(exchange, key) === undefined;
    const known = this.findSubscription(subscription);
    return known !== undefined && admit(exchange, known) === undefined;
  }

  /** The subscription of a client of an issuer to a product that opens the API: one that is active before any other. */
  findClient(exchange: GatewayExchange, issuer: string, client: string): KnownCaller | undefined {
    return this.#findByName(exchange, `${issuer}\n${client}`, (product) => ({ product, issuer, client }));
  }

  identify(exchange: GatewayExchange, issuer: string, client: string): Outcome {
    const known = this.findClient(exchange, issuer, client);
    return known === undefined ? { problem: "client-without-subscription" } : admit(exchange, known);
  }

  findSubscription(id: string): KnownCaller | undefined {
    return this.#remembered(this.#byName, id, () => this.snapshot.directory.findSubscription(id));
  }

  #authenticateByKey(exchange: GatewayExchange, key: string): Outcome {
    const known = this.#byKey.get(key) ?? this.#findByKey(key);
    if (known === undefined || known.credentialEndsAtMs <= exchange.receivedAtMs) return invalid();
    return admit(exchange, known);
  }

  #authenticateByCertificate(exchange: GatewayExchange, certificate: CallerCertificate): Outcome {
    if (!certificate.isTrustedApartFromDates) return { problem: "client-certificate-not-trusted" };
    const { receivedAtMs } = exchange;
    if (receivedAtMs < certificate.validFromMs || receivedAtMs >= certificate.validToMs) {
      return { problem: "client-certificate-not-in-force" };
    }
    const { fingerprint } = certificate;
    const known = this.#findByName(exchange, fingerprint, (product) => ({ product, certificate: fingerprint }));
    return known === undefined ? { problem: "client-certificate-without-subscription" } : admit(exchange, known);
  }

  #findByKey(key: string): KnownCaller | undefined {
    if (isMistypedApiKey(key)) return undefined;
    const owner = this.snapshot.directory.findOwner(key);
    if (owner === undefined) return undefined;
    const known = toKnownCaller(owner.subscription, this.snapshot.plans, owner.keyEndsAt);
    remember(this.#byKey, key, known);
    return known;
  }

  #findByName(
    exchange: GatewayExchange,
    name: string,
    nameIn: (product: string) => Parameters<LoadedSnapshot["directory"]["findClient"]>[0],
  ): KnownCaller | undefined {
    return this.#remembered(this.#byName, `${exchange.api.id}\n${name}`, () => {
      const found = this.#productsOpening(exchange.api.id).flatMap(
        (product) => this.snapshot.directory.findClient(nameIn(product)) ?? [],
      );
      return found.find(({ state }) => state === "active") ?? found[0];
    });
  }

  #remembered(table: Map<string, KnownCaller>, name: string, find: () => SubscriptionRecord | undefined) {
    const known = table.get(name);
    if (known !== undefined) return known;
    const found = find();
    if (found === undefined) return undefined;
    const made = toKnownCaller(found, this.snapshot.plans, 0);
    remember(table, name, made);
    return made;
  }

  #productsOpening(api: string): readonly string[] {
    let products = this.#productsOf.get(api);
    if (products === undefined) {
      const plans = [...this.snapshot.plans.values()].filter(({ apis }) => apis.has(api));
      products = [...new Set(plans.map(({ product }) => product))];
      this.#productsOf.set(api, products);
    }
    return products;
  }
}

function remember(table: Map<string, KnownCaller>, name: string, known: KnownCaller): void {
  if (table.size >= CALLERS_REMEMBERED) table.clear();
  table.set(name, known);
}

function missing({ api: { keyNames, token, takesCertificates } }: GatewayExchange): Refusal {
  const places = [
    ...(keyNames?.headers ?? []).map((name) => `your key in the header ${name}`),
    ...(keyNames?.query ?? []).map((name) => `your key in ?${name}=`),
    ...(token === undefined ? [] : ["a bearer token in the header authorization"]),
    ...(takesCertificates ? ["your certificate in the TLS handshake"] : []),
  ];
  return {
    problem:
      keyNames !== undefined
        ? "subscription-key-missing"
        : token !== undefined
          ? "token-not-present"
          : "client-certificate-missing",
    detail: `Send ${places.join(" or ")}.`,
    headers: [...(keyNames === undefined ? [] : KEY_CHALLENGE), ...(token === undefined ? [] : TOKEN_CHALLENGE)],
  };
}

function invalid(): Refusal {
  return {
    problem: "subscription-key-invalid",
    detail: "The key is unknown, revoked or expired.",
    headers: KEY_CHALLENGE,
  };
}

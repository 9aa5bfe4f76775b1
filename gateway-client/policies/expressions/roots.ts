import type { CallerCertificate } from "../caller-certificate.ts";
import type { Ended, Exchange, ExchangeError } from "../exchange.ts";

/**
 * What expressions see of an exchange, each part made when it is read. Without a caller the names of the caller are empty, so
 * that an expression needs no test before it reads them.
 */
export class Scope {
  readonly #exchange: Exchange;
  readonly #ended: Ended | undefined;

  constructor(exchange: Exchange, ended?: Ended) {
    this.#exchange = exchange;
    this.#ended = ended;
  }

  get request(): RequestRoot {
    return new RequestRoot(this.#exchange);
  }

  get response(): ResponseRoot {
    return new ResponseRoot(this.#exchange, this.#ended?.status);
  }

  get api(): Named {
    const { id, slug, name } = this.#exchange.api;
    return new Named(id, slug, name);
  }

  get operation(): Named {
    const { id, template } = this.#exchange.operation;
    return new Named(id, id, template);
  }

  get product(): Named {
    const slug = this.#exchange.plan?.productSlug ?? "";
    return new Named(this.#exchange.caller?.product ?? "", slug, slug);
  }

  get plan(): Named {
    const { id = "", slug = "", name = "" } = this.#exchange.plan ?? {};
    return new Named(id, slug, name);
  }

  get application(): Named {
    const id = this.#exchange.caller?.application ?? "";
    return new Named(id, id, id);
  }

  get subscription(): Caller {
    const { caller, plan } = this.#exchange;
    return new Caller(caller?.subscription ?? "", plan?.slug ?? "", plan?.productSlug ?? "");
  }

  get jwt(): Readonly<Record<string, unknown>> {
    return this.#exchange.claims ?? {};
  }

  get variables(): ReadonlyMap<string, unknown> {
    return this.#exchange.variables;
  }

  get error(): ErrorRoot {
    return new ErrorRoot(this.#exchange.error);
  }

  get now(): Date {
    return new Date(this.#exchange.receivedAtMs);
  }
}

export class RequestRoot {
  readonly #exchange: Exchange;

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  get method(): string {
    return this.#exchange.method;
  }

  get path(): string {
    return this.#exchange.path;
  }

  get id(): string {
    return this.#exchange.requestId;
  }

  get clientAddress(): string {
    return this.#exchange.clientAddress;
  }

  get scheme(): string {
    return this.#exchange.isSecure ? "https" : "http";
  }

  get certificate(): CertificateRoot {
    return new CertificateRoot(this.#exchange.callerCertificate);
  }

  /** The first value of each parameter. */
  get query(): Record<string, string> {
    const parameters = [...new URLSearchParams(this.#exchange.query)].reverse();
    return Object.fromEntries(parameters);
  }

  get body(): unknown {
    return this.#exchange.requestBody?.value ?? null;
  }

  header(name: string): string {
    return this.#exchange.request.get(name.toLowerCase()) ?? "";
  }

  cookie(name: string): string {
    for (const pair of this.header("cookie").split(";")) {
      const [before = "", ...value] = pair.split("=");
      if (before.trim() === name) return value.join("=").trim();
    }
    return "";
  }

  queryParameter(name: string): string {
    return new URLSearchParams(this.#exchange.query).get(name) ?? "";
  }

  pathParameter(name: string): string {
    return this.#exchange.pathParameter(name) ?? "";
  }
}

/** The caller's certificate. Empty when it is not trusted: then anybody may have written what is in it. */
export class CertificateRoot {
  readonly fingerprint: string;
  readonly serialNumber: string;
  /** The first value of each attribute. */
  readonly subject: Record<string, string>;
  readonly issuer: Record<string, string>;

  constructor(certificate: CallerCertificate | undefined) {
    const shown = certificate?.isTrusted ? certificate : undefined;
    this.fingerprint = shown?.fingerprint ?? "";
    this.serialNumber = shown?.serialNumber ?? "";
    this.subject = firstValues(shown?.subject);
    this.issuer = firstValues(shown?.issuer);
  }
}

function firstValues(name: CallerCertificate["subject"] | undefined): Record<string, string> {
  return Object.fromEntries([...(name ?? [])].map(([attribute, values]) => [attribute, values[0] ?? ""]));
}

export class ResponseRoot {
  readonly #exchange: Exchange;
  readonly #status: number | undefined;

  constructor(exchange: Exchange, status: number | undefined) {
    this.#exchange = exchange;
    this.#status = status;
  }

  get status(): bigint {
    return BigInt(this.#status ?? this.#exchange.response?.status ?? 0);
  }

  get body(): unknown {
    return this.#exchange.responseBody?.value ?? null;
  }

  header(name: string): string {
    return this.#exchange.response?.headers.get(name.toLowerCase()) ?? "";
  }
}

export class Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;

  constructor(id: string, slug: string, name: string) {
    this.id = id;
    this.slug = slug;
    this.name = name;
  }
}

/** The subscription that a call counts for; `plan` and `product` are their slugs. */
export class Caller {
  readonly id: string;
  readonly plan: string;
  readonly product: string;

  constructor(id: string, plan: string, product: string) {
    this.id = id;
    this.plan = plan;
    this.product = product;
  }
}

export class ErrorRoot {
  readonly source: string;
  readonly reason: string;
  readonly message: string;
  readonly scope: string;
  readonly section: string;
  readonly policyId: string;

  constructor(error: ExchangeError | undefined) {
    this.source = error?.source ?? "";
    this.reason = error?.reason ?? "";
    this.message = error?.message ?? "";
    this.scope = error?.scope ?? "";
    this.section = error?.section ?? "";
    this.policyId = error?.policyId ?? "";
  }
}

import type { z } from "zod";
import type { ApiView } from "../catalog/view.ts";
import type { Credentials, JwtCredential } from "../contract/credentials.ts";
import type { apiSettingsForm as checkedForm } from "./api-settings-checks.ts";
import { toHttpsRules, toHttpsSettings } from "./https-settings.ts";

/** The client that a token was issued to (OpenID Connect Core 1.0, section 2). */
const DEFAULT_CLAIM = "azp";
const usualKey = { headers: ["x-api-key"], query: [] };

export const apiSettingsForm = async () => (await import("./api-settings-checks.ts")).apiSettingsForm;

/** A contact as its row begins. */
export const newContact = { name: "", email: "", url: "" };

export type ApiSettings = z.output<typeof checkedForm>;

export function toApiSettings(api: ApiView): z.input<typeof checkedForm> {
  const { versioning, credentials } = api;
  const { apiKey: key = usualKey, jwt } = "none" in credentials ? {} : credentials;
  return {
    name: api.name,
    summary: api.summary,
    description: api.description,
    category: api.category,
    tags: api.tags.join(", "),
    contacts: api.contacts.map((contact) => ({ ...newContact, ...contact })),
    visibility: api.visibility,
    basePath: api.basePath,
    hosts: api.hosts.join(", "),
    scheme: versioning.scheme,
    schemeName: "name" in versioning ? versioning.name : "",
    access: accessOf(credentials),
    headers: key.headers.join(", "),
    query: key.query.join(", "),
    openidConfig: jwt?.openidConfig.join(", ") ?? "",
    audiences: jwt?.audiences?.join(", ") ?? "",
    claim: jwt?.claim ?? DEFAULT_CLAIM,
    identifies: jwt?.identifies ?? "client",
    ...toHttpsSettings(api.https),
  };
}

/** What the form does not show of the credentials stays as it is. */
export function toApiChange(settings: ApiSettings, before: Credentials) {
  const { httpsMode, hstsSeconds, hstsReach, ...others } = settings;
  const { scheme, schemeName, access, headers, query, openidConfig, audiences, claim, identifies, ...rest } = others;
  const token = { openidConfig, audiences, claim, identifies };
  return {
    ...rest,
    https: toHttpsRules({ httpsMode, hstsSeconds, hstsReach }),
    versioning: toVersioning(scheme, schemeName),
    credentials: toCredentials(access, { headers, query }, token, before),
  };
}

export function toVersioning(scheme: ApiSettings["scheme"], name: string) {
  return scheme === "header" || scheme === "query" ? { scheme, name } : { scheme };
}

export function toCredentials(
  access: ApiSettings["access"],
  { headers, query }: Pick<ApiSettings, "headers" | "query">,
  token?: Pick<ApiSettings, "openidConfig" | "audiences" | "claim" | "identifies">,
  before: Credentials = { none: true },
): Credentials {
  if (access === "none") return { none: true };
  if (access === "certificate") return { clientCertificate: true };
  const kept = "none" in before ? {} : before;
  return {
    ...(access === "token" ? {} : { apiKey: { headers, query } }),
    ...(access === "key" || token === undefined ? {} : { jwt: toJwt(token, kept.jwt) }),
    ...(kept.clientCertificate && { clientCertificate: true }),
  };
}

function toJwt(
  { audiences, ...shown }: Pick<ApiSettings, "openidConfig" | "audiences" | "claim" | "identifies">,
  before: JwtCredential | undefined,
): JwtCredential {
  const { audiences: _, ...kept } = before ?? { algorithms: ["RS256", "ES256"], clockSkewMs: 0, isForwarded: false };
  return { ...kept, ...shown, ...(audiences.length > 0 && { audiences }) };
}

function accessOf(credentials: Credentials): ApiSettings["access"] {
  if ("none" in credentials) return "none";
  const { apiKey, jwt } = credentials;
  if (apiKey === undefined) return jwt === undefined ? "certificate" : "token";
  return jwt === undefined ? "key" : "key-or-token";
}

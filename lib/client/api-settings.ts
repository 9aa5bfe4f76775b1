import { z } from "zod";
import { changeApiInput } from "../catalog/input.ts";
import type { ApiView } from "../catalog/view.ts";
import { apiKeyOf, type Credentials, type JwtCredential } from "../contract/credentials.ts";
import { httpsFields, mayReach, toHttpsRules, toHttpsSettings } from "./https-settings.ts";

const fields = changeApiInput.shape;
/** The client that a token was issued to (OpenID Connect Core 1.0, section 2). */
const DEFAULT_CLAIM = "azp";

const shown = z.object({
  name: fields.name.unwrap(),
  summary: fields.summary.unwrap(),
  description: fields.description.unwrap(),
  category: fields.category.unwrap(),
  tags: listOf(fields.tags.unwrap()),
  contacts: z.preprocess(withoutBlanks, fields.contacts.unwrap()),
  visibility: fields.visibility.unwrap(),
  basePath: fields.basePath.unwrap(),
  hosts: listOf(fields.hosts.unwrap()),
  scheme: z.enum(["path", "header", "query", "none"]),
  schemeName: z.string().trim().max(100),
  access: z.enum(["key", "token", "key-or-token", "certificate", "none"]),
  headers: listOf(z.array(z.string().toLowerCase().max(100)).max(8)),
  query: listOf(z.array(z.string().max(100)).max(8)),
  openidConfig: listOf(z.array(z.string().max(2_000)).max(10)),
  audiences: listOf(z.array(z.string().max(500)).max(100)),
  claim: z.string().trim().max(200),
  identifies: z.enum(["client", "subscription"]),
  ...httpsFields,
});

/** Settings as a form holds them: texts, lists as people write them. The parts are checked by the server's own schema. */
export const apiSettingsForm = shown.refine(mayReach, { message: "needs a year at least", path: ["hstsSeconds"] });

/** A contact as its row begins. */
export const newContact = { name: "", email: "", url: "" };

export type ApiSettings = z.output<typeof apiSettingsForm>;

export function toApiSettings(api: ApiView): z.input<typeof apiSettingsForm> {
  const { versioning, credentials } = api;
  const key = apiKeyOf(credentials) ?? { headers: ["x-api-key"], query: [] };
  const { jwt } = "none" in credentials ? {} : credentials;
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

/** What is left empty of a contact is not said. */
function withoutBlanks(contacts: unknown): unknown {
  return z
    .array(z.record(z.string(), z.string()))
    .parse(contacts)
    .map((contact) =>
      Object.fromEntries(Object.entries(contact).filter(([name, text]) => name === "name" || text.trim() !== "")),
    );
}

/** `a, b` on the screen, a list on its way. */
function listOf<T extends z.ZodType<unknown, string[]>>(list: T) {
  return z
    .string()
    .max(6_000)
    .transform((text) =>
      text
        .split(/[,\n]/)
        .map((item) => item.trim())
        .filter((item) => item !== ""),
    )
    .pipe(list);
}

import { z } from "zod";
import { changeApiInput } from "../catalog/input.ts";
import type { ApiView } from "../catalog/view.ts";

const fields = changeApiInput.shape;

/** Settings as a form holds them: texts, lists as people write them. The parts are checked by the server's own schema. */
export const apiSettingsForm = z.object({
  name: fields.name.unwrap(),
  summary: fields.summary.unwrap(),
  description: fields.description.unwrap(),
  category: fields.category.unwrap(),
  tags: listOf(fields.tags.unwrap()),
  visibility: fields.visibility.unwrap(),
  basePath: fields.basePath.unwrap(),
  hosts: listOf(fields.hosts.unwrap()),
  scheme: z.enum(["path", "header", "query", "none"]),
  schemeName: z.string().trim().max(100),
  access: z.enum(["key", "none"]),
  headers: listOf(z.array(z.string().toLowerCase().max(100)).max(8)),
  query: listOf(z.array(z.string().max(100)).max(8)),
});

export type ApiSettings = z.output<typeof apiSettingsForm>;

export function toApiSettings(api: ApiView): z.input<typeof apiSettingsForm> {
  const { versioning, credentials } = api;
  const key = "apiKey" in credentials ? credentials.apiKey : { headers: ["x-api-key"], query: [] };
  return {
    name: api.name,
    summary: api.summary,
    description: api.description,
    category: api.category,
    tags: api.tags.join(", "),
    visibility: api.visibility,
    basePath: api.basePath,
    hosts: api.hosts.join(", "),
    scheme: versioning.scheme,
    schemeName: "name" in versioning ? versioning.name : "",
    access: "apiKey" in credentials ? "key" : "none",
    headers: key.headers.join(", "),
    query: key.query.join(", "),
  };
}

export function toApiChange({ scheme, schemeName, access, headers, query, ...rest }: ApiSettings) {
  return { ...rest, versioning: toVersioning(scheme, schemeName), credentials: toCredentials(access, headers, query) };
}

export function toVersioning(scheme: ApiSettings["scheme"], name: string) {
  return scheme === "header" || scheme === "query" ? { scheme, name } : { scheme };
}

export function toCredentials(access: ApiSettings["access"], headers: string[], query: string[]) {
  return access === "none" ? { none: true as const } : { apiKey: { headers, query } };
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

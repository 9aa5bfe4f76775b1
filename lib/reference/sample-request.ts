import type { CatalogApiDetailView } from "../catalog/portal-view.ts";
import type { OperationView } from "../catalog/view.ts";
import { apiKeyOf } from "../contract/credentials.ts";
import { callUrl } from "./call-url.ts";
import { parsedJson } from "./parsed-json.ts";
import type { OperationReference, ReferenceParameter } from "./view.ts";

/** A call that works once the reader's key is put into it. */
export interface SampleRequest {
  method: string;
  /** Without the key. */
  url: string;
  headers: [name: string, value: string][];
  key: { place: "header" | "query"; name: string; variable: string } | undefined;
  body: { mediaType: string; text: string } | undefined;
}

/** The call of an operation with what it cannot do without. */
export function sampleRequest(
  api: CatalogApiDetailView,
  version: string,
  operation: OperationView,
  reference: OperationReference,
): SampleRequest {
  const { versioning } = api;
  const required = reference.parameters.filter(({ isRequired }) => isRequired);
  const query = new URLSearchParams(at(required, "query"));
  if (versioning.scheme === "query") query.set(versioning.name, version);
  const base = `${callUrl(api.gatewayUrls[0] ?? "", api, version)}${filled(operation.template, required)}`;
  const body = sampleBody(reference);
  const answered = reference.answers.find(({ status }) => status.startsWith("2"))?.contents[0]?.mediaType;
  return {
    method: operation.method,
    url: query.size > 0 ? `${base}?${query}` : base,
    headers: [
      ...at(required, "header"),
      ...(versioning.scheme === "header" ? [pair(versioning.name, version)] : []),
      ...(answered?.includes("json") ? [pair("accept", answered)] : []),
      ...(body ? [pair("content-type", body.mediaType)] : []),
    ],
    key: sampleKey(api),
    body,
  };
}

function at(parameters: ReferenceParameter[], place: ReferenceParameter["place"]): [string, string][] {
  return parameters.filter((each) => each.place === place).map(({ name, sample }) => pair(name, sample));
}

function pair(name: string, value: string): [string, string] {
  return [name, value];
}

/** `/orders/{id}` with a value for each name; one that the description forgot stays as it is written. */
function filled(template: string, parameters: ReferenceParameter[]): string {
  const values = new Map(at(parameters, "path"));
  return template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const value = values.get(name);
    return value === undefined ? whole : encodeURIComponent(value);
  });
}

function sampleKey({ credentials, workspace }: CatalogApiDetailView): SampleRequest["key"] {
  const accepted = apiKeyOf(credentials);
  if (accepted === undefined) return undefined;
  const { headers, query } = accepted;
  const variable = `${workspace.slug.replaceAll(/[^a-zA-Z0-9]+/g, "_").toUpperCase()}_KEY`;
  const [header] = headers;
  if (header !== undefined) return { place: "header", name: header, variable };
  const [parameter] = query;
  return parameter === undefined ? undefined : { place: "query", name: parameter, variable };
}

function sampleBody({ body }: OperationReference): SampleRequest["body"] {
  const content = body?.contents[0];
  if (!content || content.example === null) return undefined;
  const { mediaType, example } = content;
  if (mediaType === "application/x-www-form-urlencoded") return { mediaType, text: asForm(example) };
  if (mediaType.startsWith("multipart/")) return undefined;
  return { mediaType: mediaType === "*/*" ? "application/json" : mediaType, text: example };
}

/** Long examples are cut and then no JSON; they are sent as they are. */
function asForm(example: string): string {
  const value = parsedJson(example);
  if (value === undefined) return example;
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return new URLSearchParams(
    entries.map(([name, each]): [string, string] => [
      name,
      typeof each === "object" ? JSON.stringify(each) : `${each}`,
    ]),
  ).toString();
}

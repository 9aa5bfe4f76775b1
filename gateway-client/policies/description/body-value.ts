import { isUtf8 } from "node:buffer";
import type { ContentDescription } from "@gatehouse/contract/description.ts";
import type { HeldBody } from "../held-body.ts";
import { isJsonType } from "../held-body.ts";
import { parseXml } from "../xml/parse.ts";
import type { DescribedVersion } from "./described-operation.ts";
import { decodeForm, encodedPairs, type FormPart, multipartParts } from "./form.ts";
import { scalarFromText, shapeOf } from "./from-text.ts";
import { essenceOf } from "./media-type.ts";
import { takesName, valueOfQuery } from "./parameter-text.ts";
import type { ValueTypes } from "./value-types.ts";
import { xmlValue } from "./xml-value.ts";

/** The value that a schema judges, or why a body has none. `undefined` as a value: nothing that a schema can judge. */
export type BodyValue = { readonly value: unknown } | { readonly fault: string };

/** How a body is read: by its media type unless told. */
export type Reading = "json" | "xml" | undefined;

/** Reads a body for its schema: JSON, XML, forms and plain texts; of anything else nothing can be said. */
export function readBody(
  body: Pick<HeldBody, "bytes" | "text">,
  contentType: string,
  content: ContentDescription | undefined,
  version: DescribedVersion | undefined,
  reading: Reading,
): BodyValue {
  const essence = essenceOf(contentType);
  if (reading === "json" || (reading === undefined && isJsonType(essence))) return readJson(body);
  const types = version?.typesOf(content?.schema);
  if (reading === "xml" || /^(application|text)\/xml$|\+xml$/.test(essence)) return readXml(body.text, types);
  if (content?.schema === undefined || types === undefined) return { value: undefined };
  if (essence === "application/x-www-form-urlencoded") return { value: readForm(body.text, types, content.encoding) };
  if (essence === "multipart/form-data") return readMultipart(body.text, contentType, content, types);
  return { value: essence.startsWith("text/") ? scalarFromText(body.text, types) : undefined };
}

function readJson(body: Pick<HeldBody, "bytes" | "text">): BodyValue {
  // Bytes that are no UTF-8 would be read as other ones here than by who gets them (RFC 8259, 8.1).
  if (!isUtf8(body.bytes)) return { fault: "is not JSON" };
  try {
    return { value: JSON.parse(body.text) };
  } catch {
    return { fault: "is not JSON" }; // JSON.parse says by throwing that it is none.
  }
}

function readXml(text: string, types: ValueTypes | undefined): BodyValue {
  const root = parseXml(text);
  if (typeof root === "string") return { fault: `is not XML: it ${root}` };
  return { value: types === undefined ? undefined : xmlValue(root, types) };
}

/** Members by their style; what the schema does not name is kept as text, so that it can be refused. */
function readForm(text: string, types: ValueTypes, encoding: ContentDescription["encoding"]): object {
  const pairs = encodedPairs(text);
  const members = new Map<string, unknown>();
  const taken = new Set<string>();
  for (const name of types.names) {
    const said = encoding?.[name] ?? {};
    const written = {
      name,
      style: said.style ?? "form",
      explode: said.explode ?? (said.style ?? "form") === "form",
    } as const;
    const isJson = said.style === undefined && said.explode === undefined && shapeOf(types.property(name)) === "object";
    const member = isJson ? asText(types.property(name)) : types.property(name);
    const value = valueOfQuery(written, pairs, member, decodeForm);
    for (const [each] of pairs) if (takesName(written, decodeForm(each), member)) taken.add(decodeForm(each));
    if (value !== undefined) members.set(name, isJson && typeof value === "string" ? jsonOr(value) : value);
  }
  for (const [name, value] of pairs) {
    const plain = decodeForm(name);
    if (!taken.has(plain)) members.set(plain, scalarFromText(decodeForm(value), types.property(plain)));
  }
  return Object.fromEntries(members);
}

/** An object as a member of a form is one text of JSON, unless the description gives it a style. */
function asText(types: ValueTypes): ValueTypes {
  return { ...types, types: new Set(["string"]), hasProperties: false };
}

function readMultipart(text: string, contentType: string, content: ContentDescription, types: ValueTypes): BodyValue {
  const parts = multipartParts(text, contentType);
  if (typeof parts === "string") return { fault: parts };
  const members = new Map<string, unknown>();
  for (const [name, own] of Map.groupBy(parts, (part) => part.name)) {
    const member = types.property(name);
    const isList = shapeOf(member) === "list" || own.length > 1;
    const each = own.map((part) =>
      partValue(part, isList ? member.items : member, content.encoding?.[name]?.contentType),
    );
    members.set(name, isList && !(each.length === 1 && Array.isArray(each[0])) ? each : each[0]);
  }
  return { value: Object.fromEntries(members) };
}

/** A part is JSON where it says so, the description does, or its schema has an object or a list for it. */
function partValue({ text, contentType, isFile }: FormPart, types: ValueTypes, described: string | undefined): unknown {
  const type = contentType ?? described;
  if (type !== undefined && isJsonType(type)) return jsonOr(text);
  if (isFile) return text;
  return shapeOf(types) === "object" ? jsonOr(text) : scalarFromText(text, types);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // JSON.parse says by throwing that it is none: then the schema refuses the text.
  }
}

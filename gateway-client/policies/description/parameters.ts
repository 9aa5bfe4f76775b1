import type { ParameterDescription } from "@gatehouse/contract/description.ts";
import { type Fault, toPointer } from "@gatehouse/contract/faults.ts";
import type { Exchange } from "../exchange.ts";
import { isJsonType } from "../held-body.ts";
import type { DescribedOperation, DescribedVersion } from "./described-operation.ts";
import { decodeForm, decodePercent, encodedPairs } from "./form.ts";
import { shapeOf } from "./from-text.ts";
import { type Pair, takesName, valueOfQuery, valueOfText } from "./parameter-text.ts";

/** Where parameters stand, as pointers to them begin. */
export type ParameterPlace = ParameterDescription["in"];

/** The parameters of a request as they were written, each place read once. */
export interface WrittenParameters {
  readonly query: readonly Pair[];
  readonly cookies: readonly Pair[];
}

export function writtenParameters({ query, request }: Exchange): WrittenParameters {
  return { query: encodedPairs(query), cookies: request.getAll("cookie").flatMap(cookiePairs) };
}

/** What is wrong with a described parameter of a request. */
export function parameterFaults(
  exchange: Exchange,
  written: WrittenParameters,
  parameter: ParameterDescription,
  { version }: DescribedOperation,
): Fault[] {
  const pointer = toPointer([parameter.in, parameter.name]);
  const read = readParameter(exchange, written, parameter, version);
  if (read === undefined) return parameter.required ? [{ pointer, detail: "is required" }] : [];
  if ("fault" in read) return [{ pointer, detail: read.fault }];
  if (parameter.schema === undefined || (read.text === "" && parameter.allowEmptyValue)) return [];
  const faults = version.schemas.faults(parameter.schema, read.value, "request", 0);
  return faults.map((fault) => ({ pointer: pointer + fault.pointer, detail: fault.detail }));
}

/** Names in the query that no described parameter takes. */
export function unspecifiedQueryNames(
  written: WrittenParameters,
  { parameters, version }: DescribedOperation,
): string[] {
  const described = parameters.filter((parameter) => parameter.in === "query");
  const isTaken = (name: string) =>
    described.some((parameter) => takesName(parameter, name, version.typesOf(parameter.schema)));
  return [...new Set(written.query.map(([name]) => decodeForm(name)))].filter((name) => !isTaken(name));
}

type Read = { readonly value: unknown; readonly text: string | undefined } | { readonly fault: string };

/** Undefined where the request does not have it. */
function readParameter(
  exchange: Exchange,
  written: WrittenParameters,
  parameter: ParameterDescription,
  version: DescribedVersion,
): Read | undefined {
  const types = version.typesOf(parameter.schema);
  const isPair = parameter.in === "query" || parameter.in === "cookie";
  const pairs = parameter.in === "query" ? written.query : written.cookies;
  const decode = parameter.in === "query" ? decodeForm : decodePercent;
  const own = isPair ? pairs.filter(([name]) => decode(name) === parameter.name).map(([, text]) => text) : [];
  const text = isPair ? own[0] : textOf(exchange, parameter);
  if (parameter.mediaType !== undefined)
    return text === undefined ? undefined : readContent(decode(text), parameter.mediaType);
  if (!isPair) {
    if (text === undefined) return undefined;
    const undo = parameter.in === "path" ? decodePercent : (raw: string) => raw.trim();
    return { value: valueOfText(parameter, text, types, undo), text };
  }
  // Whoever comes next may read another one of them.
  if (own.length > 1 && shapeOf(types) === "scalar") return { fault: "stands more than once" };
  const value = valueOfQuery(parameter, pairs, types, decode);
  return value === undefined ? undefined : { value, text };
}

function readContent(text: string, mediaType: string): Read {
  if (!isJsonType(mediaType)) return { value: text, text };
  try {
    return { value: JSON.parse(text), text };
  } catch {
    return { fault: "is not JSON" }; // JSON.parse says by throwing that it is none.
  }
}

function textOf(exchange: Exchange, parameter: ParameterDescription): string | undefined {
  if (parameter.in === "path") return exchange.pathParameter(parameter.name);
  const lines = exchange.request.getAll(parameter.name);
  return lines.length === 0 ? undefined : lines.join(",");
}

function cookiePairs(line: string): Pair[] {
  return line.split(";").flatMap((part): Pair[] => {
    const mark = part.indexOf("=");
    return mark < 0 ? [] : [[part.slice(0, mark).trim(), part.slice(mark + 1).trim()]];
  });
}

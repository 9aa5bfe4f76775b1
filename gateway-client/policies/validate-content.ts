import type { ContentDescription } from "@gatehouse/contract/description.ts";
import { bytes as bytesOf, formatSize, size } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { type BodySide, definePolicy, PolicyError, type Refusal } from "./define.ts";
import { type BodyValue, readBody } from "./description/body-value.ts";
import { essenceOf, findContent } from "./description/media-type.ts";
import { action, errorsVariable, judge, type Violation } from "./description/violation.ts";
import type { Exchange } from "./exchange.ts";
import type { HeldBody } from "./held-body.ts";
import { bodyOf, headersOf, sideOf } from "./message.ts";

const ENTRIES_MAX = 50;
/** What is held of a body at most. */
const SIZE_MAX = 4 * 1024 * 1024;

const mediaType = z
  .string()
  .max(200)
  .regex(
    /^(\*|[\w!#$&^.+-]+)\/(\*|\*?[\w!#$&^.+-]+)$/,
    "is not a media type such as application/json, or a range of them",
  );

const options = z.strictObject({
  action: action.default("prevent").describe("For media types without an entry of their own."),
  "max-size": z
    .union([size, z.int().positive()])
    .default("1MiB")
    .describe("Of what is looked into, as 1MiB or in bytes."),
  "size-exceeded-action": action.default("prevent"),
  "unspecified-content-type-action": action.default("prevent"),
  "content-type-map": z
    .strictObject({
      "any-content-type-value": mediaType.optional(),
      "missing-content-type-value": mediaType.optional(),
      types: z
        .array(z.strictObject({ from: mediaType, to: mediaType }))
        .max(ENTRIES_MAX)
        .default([]),
    })
    .optional(),
  content: z
    .array(
      z.strictObject({
        type: mediaType,
        "validate-as": z.enum(["json", "xml"]).optional(),
        "schema-ref": z
          .string()
          .max(500)
          .regex(/^#?\//, "is not a JSON Pointer into the description, as #/components/schemas/Order")
          .optional(),
        action: action.optional(),
      }),
    )
    .max(ENTRIES_MAX)
    .default([]),
  "errors-variable-name": errorsVariable,
});

type Options = z.output<typeof options>;
type Entry = Options["content"][number];

export const validateContent = definePolicy({
  name: "validate-content",
  version: 1,
  summary: "Holds bodies against the schemas of the API description.",
  phase: "validate",
  sections: ["inbound", "outbound", "onError"],
  goesBy: "content",
  config: z.union([action.describe("The same action for whatever is wrong."), options], {
    error: "is neither one of ignore, detect and prevent nor options",
  }),
  compile(written, site) {
    const chosen = typeof written === "string" ? options.parse(sameFor(written)) : written;
    const side = sideOf(site.section);
    site.hold(side);
    const bytesMax = typeof chosen["max-size"] === "number" ? chosen["max-size"] : bytesOf(chosen["max-size"]);
    if (bytesMax > SIZE_MAX)
      throw new PolicyError(`is more than ${formatSize(SIZE_MAX)}, which is held of a body at most`, "/max-size");
    return (exchange): Refusal | undefined => {
      const body = bodyOf(exchange, side);
      if (body === undefined || isUndescribedStatus(exchange, side)) return undefined;
      const violation =
        body.bytes.length === 0 ? missing(exchange, side, chosen) : violationOf(exchange, side, body, chosen, bytesMax);
      return violation && judge(exchange, side, "content-not-valid", chosen["errors-variable-name"], [violation]);
    };
  },
});

function sameFor(given: Options["action"]): z.input<typeof options> {
  return { action: given, "size-exceeded-action": given, "unspecified-content-type-action": given };
}

/** Statuses that the description does not have are what `validate-status-code` is for. */
function isUndescribedStatus({ operation, response }: Exchange, side: BodySide): boolean {
  return side === "response" && operation.description?.response(response?.status ?? 0) === undefined;
}

function missing({ operation }: Exchange, side: BodySide, chosen: Options): Violation | undefined {
  if (side === "response" || operation.description?.requestBody?.required !== true) return undefined;
  return { action: chosen.action, detail: "A body is required.", faults: [{ pointer: "", detail: "is required" }] };
}

function violationOf(
  exchange: Exchange,
  side: BodySide,
  body: HeldBody,
  chosen: Options,
  bytesMax: number,
): Violation | undefined {
  if (body.bytes.length > bytesMax) return tooLarge(side, chosen, bytesMax);
  const contentType = mappedType(headersOf(exchange, side)?.get("content-type"), chosen["content-type-map"]);
  const essence = essenceOf(contentType);
  const entry = chosen.content.length === 0 ? undefined : findContent(chosen.content.map(toRange), essence)?.entry;
  const described = findContent(describedContents(exchange, side), essence);
  if (entry === undefined && described === undefined) {
    const what =
      essence === "" ? "The body has no media type" : `The media type ${essence.slice(0, 100)} is not described here`;
    return unspecified(chosen, what);
  }
  const content = withReference(exchange, described, entry);
  const read = readBody(body, contentType, content, exchange.operation.description?.version, entry?.["validate-as"]);
  return { action: entry?.action ?? chosen.action, ...faultsOf(exchange, side, content, read, body) };
}

function faultsOf(
  { operation }: Exchange,
  side: BodySide,
  content: ContentDescription | undefined,
  read: BodyValue,
  body: HeldBody,
): Pick<Violation, "faults" | "detail"> {
  if ("fault" in read) return { detail: `The body ${read.fault}.`, faults: [{ pointer: "", detail: read.fault }] };
  const version = operation.description?.version;
  if (content?.schema === undefined || version === undefined || read.value === undefined) return { faults: [] };
  return { faults: version.schemas.faults(content.schema, read.value, side, body.bytes.length) };
}

function describedContents({ operation, response }: Exchange, side: BodySide): readonly ContentDescription[] {
  const { description } = operation;
  if (side === "request") return description?.requestBody?.content ?? [];
  return description?.response(response?.status ?? 0)?.content ?? [];
}

/** The schema that the policy names takes the place of the described one. */
function withReference(
  { operation }: Exchange,
  described: ContentDescription | undefined,
  entry: Entry | undefined,
): ContentDescription | undefined {
  const reference = entry?.["schema-ref"];
  if (reference === undefined) return described;
  const schema = operation.description?.version.keyOf(reference.replace(/^#/, ""));
  return { ...(described ?? { mediaType: entry?.type ?? "" }), ...(schema === undefined ? {} : { schema }) };
}

function mappedType(given: string | undefined, map: Options["content-type-map"]): string {
  if (map === undefined) return given ?? "";
  const any = map["any-content-type-value"];
  if (any !== undefined) return any;
  if (given === undefined || given === "") return map["missing-content-type-value"] ?? "";
  return map.types.find(({ from }) => from === essenceOf(given))?.to ?? given;
}

function toRange(entry: Entry): { mediaType: string; entry: Entry } {
  return { mediaType: entry.type, entry };
}

function unspecified(chosen: Options, what: string): Violation {
  return {
    action: chosen["unspecified-content-type-action"],
    detail: `${what}.`,
    faults: [{ pointer: "", detail: what }],
  };
}

function tooLarge(side: BodySide, chosen: Options, bytesMax: number): Violation {
  const detail = `has more than ${bytesMax} bytes`;
  return {
    action: chosen["size-exceeded-action"],
    detail: `The body ${detail}.`,
    faults: [{ pointer: "", detail }],
    problem: side === "request" ? "body-too-large" : "backend-answer-too-large",
  };
}

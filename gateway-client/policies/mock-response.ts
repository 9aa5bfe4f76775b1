import { setTimeout } from "node:timers/promises";
import type { ContentDescription } from "@gatehouse/contract/description.ts";
import { duration, milliseconds } from "@gatehouse/contract/units.ts";
import { z } from "zod";
import { type Answer, definePolicy } from "./define.ts";
import { preferredContent } from "./description/accept.ts";
import type { DescribedOperation } from "./description/described-operation.ts";
import { findContent } from "./description/media-type.ts";
import { preferences } from "./description/prefer.ts";
import type { Exchange } from "./exchange.ts";
import { isJsonType } from "./held-body.ts";
import { isXmlType } from "./xml/conversion.ts";
import { xmlOf } from "./xml/from-json.ts";

const DELAY_MS_MAX = 60_000;
const XML = { namespaceSeparator: ":", namespacePrefix: "xmlns", attributeBlockName: undefined };

export const mockResponse = definePolicy({
  name: "mock-response",
  version: 1,
  summary: "Answers with an example of the API description, without the backend.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  goesBy: "examples",
  config: z.strictObject({
    "status-code": z.int().min(200).max(599).optional(),
    "content-type": z.string().min(1).max(200).optional(),
    example: z.string().min(1).max(200).optional(),
    delay: duration.refine((text) => milliseconds(text) <= DELAY_MS_MAX, "is more than 1m").default("0s"),
  }),
  compile(options) {
    const delayMs = milliseconds(options.delay);
    return (exchange): Answer | Promise<Answer> => {
      const answer = answerTo(exchange, options);
      return delayMs === 0 ? answer : setTimeout(delayMs, answer);
    };
  },
});

interface Wishes {
  readonly "status-code"?: number | undefined;
  readonly "content-type"?: string | undefined;
  readonly example?: string | undefined;
}

/** What the caller prefers counts where the description has it. */
function answerTo(exchange: Exchange, options: Wishes): Answer {
  const { description } = exchange.operation;
  const wanted = preferences(exchange.request.getAll("prefer"));
  const preferred = Number(wanted.get("code"));
  const isPreferred = Number.isInteger(preferred) && description?.exactResponse(preferred) !== undefined;
  const status = isPreferred ? preferred : (options["status-code"] ?? usualStatus(description));
  exchange.addVary("accept");
  exchange.addVary("prefer");

  const content = contentFor(exchange, description?.response(status)?.content ?? [], options);
  const examples = content?.examples ?? [];
  const named = examples.find(({ name }) => name === wanted.get("example"));
  const example = named ?? examples.find(({ name }) => name === options.example) ?? examples[0];
  const applied = [...(isPreferred ? [`code=${status}`] : []), ...(named ? [`example="${named.name}"`] : [])];
  return {
    status,
    headers: [
      ...(applied.length > 0 ? ["preference-applied", asHeader(applied.join(", "))] : []),
      ...(example && content ? ["content-type", typeOf(content)] : []),
    ],
    body: example && content && hasBody(status) ? textOf(example.value, content) : undefined,
  };
}

/** 200, or the first success where the description has another one. */
function usualStatus(description: DescribedOperation | undefined): number {
  return description?.statuses.find((status) => status >= 200 && status < 300) ?? 200;
}

function contentFor(
  { request }: Exchange,
  contents: readonly ContentDescription[],
  { "content-type": fixed }: Wishes,
): ContentDescription | undefined {
  const shown = contents.filter(({ examples }) => examples !== undefined);
  if (fixed === undefined) return preferredContent(shown, request.get("accept"));
  const found = findContent(contents, fixed.toLowerCase());
  return found && { ...found, mediaType: fixed };
}

/** A described range is answered with JSON: nothing else is made up. */
function typeOf({ mediaType }: ContentDescription): string {
  return mediaType.includes("*") ? "application/json" : mediaType;
}

/** An example of JSON or XML may be written as its text. */
function textOf(value: unknown, content: ContentDescription): string {
  if (typeof value !== "string" && isXmlType(content.mediaType)) return xmlOf(value, XML) ?? "";
  if (typeof value !== "string") return JSON.stringify(value);
  return isJsonType(typeOf(content)) && !isJson(value) ? JSON.stringify(value) : value;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // JSON.parse says by throwing that it is none.
  }
}

/** RFC 9110, 6.4.1. */
function hasBody(status: number): boolean {
  return status !== 204 && status !== 304;
}

/** Names of examples are texts of the description; a header carries no more than visible ones. */
function asHeader(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, "?");
}

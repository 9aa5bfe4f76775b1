import { createHash } from "node:crypto";
import type { ExtractedOperation } from "../../catalog/document.ts";
import { toPointer } from "../../contract/faults.ts";
import { cleanLine } from "./clean-text.ts";
import { asRecord, decodedFragment, valueAt } from "./pointer.ts";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;
const OPERATIONS_MAX = 20_000;
/** The bound of an id in the contract between the planes. */
const KEY_LENGTH_MAX = 200;
const TEMPLATE_LENGTH_MAX = 1_000;
const TAGS_MAX = 20;

/** Called for what a reader of the description should know of; the pointer leads into the source. */
export type Warn = (pointer: string, detail: string) => void;

/** The digest comes from the normalised form, which is made later. */
type NamedOperation = Omit<ExtractedOperation, "digest">;

interface Found {
  path: string;
  method: string;
  item: Record<string, unknown>;
  operation: Record<string, unknown>;
  pointer: string;
}

/** The operations in the order of the description. What cannot be routed or named twice is reported and left out or renamed. */
export function extractOperations(document: Record<string, unknown>, warn: Warn): NamedOperation[] {
  const routes = new Map<string, string>();
  const keys = new Map<string, string>();
  const operations: NamedOperation[] = [];
  for (const found of findOperations(document, warn)) {
    if (operations.length >= OPERATIONS_MAX) {
      warn("/paths", `Only the first ${OPERATIONS_MAX} operations are taken.`);
      break;
    }
    const method = found.method.toUpperCase();
    const route = `${method} ${found.path.replace(/\{[^}]*\}/g, "{}")}`;
    const taken = routes.get(route);
    if (taken) {
      warn(found.pointer, `${method} ${found.path} can never be reached: ${taken} answers there. It is left out.`);
      continue;
    }
    routes.set(route, `${method} ${found.path}`);
    checkPathParameters(document, found, warn);
    operations.push(toOperation(found, method, keys, warn));
  }
  return operations;
}

function* findOperations(document: Record<string, unknown>, warn: Warn): Generator<Found> {
  for (const [path, written] of Object.entries(asRecord(document.paths) ?? {})) {
    if (path.startsWith("x-")) continue;
    const pointer = toPointer(["paths", path]);
    const problem = templateProblem(path);
    if (problem) {
      warn(pointer, `${problem} It is left out.`);
      continue;
    }
    const item = followed(document, written);
    for (const method of METHODS) {
      const operation = asRecord(item?.[method]);
      if (item && operation) yield { path, method, item, operation, pointer: `${pointer}/${method}` };
    }
  }
}

function templateProblem(path: string): string | undefined {
  if (!path.startsWith("/")) return `The path "${path.slice(0, 80)}" does not begin with a slash.`;
  if (path.length > TEMPLATE_LENGTH_MAX) return `The path is longer than ${TEMPLATE_LENGTH_MAX} characters.`;
  if (/[?#]/.test(path))
    return `The path "${path.slice(0, 80)}" holds a query or a fragment, which no route can match.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u0020\u007f]/.test(path) || !path.isWellFormed())
    return "The path holds white space or control characters.";
  if (!/^(?:[^{}]|\{[^{}/]+\})*$/.test(path)) return `The path "${path.slice(0, 80)}" has braces that do not match.`;
  return undefined;
}

/** A path item or parameter, through at most a few references. */
function followed(document: Record<string, unknown>, value: unknown): Record<string, unknown> | undefined {
  let record = asRecord(value);
  for (let step = 0; step < 10 && typeof record?.$ref === "string" && record.$ref.startsWith("#/"); step++) {
    record = asRecord(valueAt(document, decodedFragment(record.$ref)));
  }
  return record;
}

function checkPathParameters(document: Record<string, unknown>, found: Found, warn: Warn): void {
  const declared = new Set(
    [found.item.parameters, found.operation.parameters]
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((parameter) => followed(document, parameter))
      .filter((parameter) => parameter?.in === "path")
      .map((parameter) => parameter?.name),
  );
  const inTemplate = [...found.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const missing = inTemplate.filter((name) => !declared.has(name));
  if (missing.length > 0) warn(found.pointer, `The path parameter ${missing.join(", ")} is not declared.`);
}

function toOperation(found: Found, method: string, keys: Map<string, string>, warn: Warn): NamedOperation {
  const { operation, path, pointer } = found;
  const route = `${method} ${path}`;
  const operationId = cleanLine(operation.operationId, KEY_LENGTH_MAX + 1);
  const holder = keys.get(operationId);
  if (holder)
    warn(
      `${pointer}/operationId`,
      `The operationId ${operationId} is ${holder}'s already; ${route} is named by its path.`,
    );
  const mayUseId = operationId !== "" && operationId.length <= KEY_LENGTH_MAX && !holder;
  const key = uniqueKey(mayUseId ? operationId : route, keys);
  keys.set(key, route);
  return {
    key,
    method,
    template: path,
    operationId: mayUseId ? operationId : null,
    summary: cleanLine(operation.summary ?? firstSentence(withoutTags(operation.description)), 300),
    tags: (Array.isArray(operation.tags) ? operation.tags : [])
      .slice(0, TAGS_MAX)
      .map((tag) => cleanLine(tag, 100))
      .filter((tag) => tag !== ""),
    deprecated: operation.deprecated === true,
  };
}

/** Long paths are cut, with a digest of the whole so that two do not become one. */
function uniqueKey(name: string, keys: ReadonlyMap<string, string>): string {
  if (name.length <= KEY_LENGTH_MAX && !keys.has(name)) return name;
  return `${name.slice(0, KEY_LENGTH_MAX - 17)}~${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;
}

/** Descriptions hold HTML; one line of words does not. */
function withoutTags(text: unknown): unknown {
  return typeof text === "string" ? text.replaceAll(/<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,1000})?\/?>/gi, "") : text;
}

function firstSentence(text: unknown): string | undefined {
  return typeof text === "string" ? text.split(/(?<=[.!?])\s|\n/, 1)[0] : undefined;
}

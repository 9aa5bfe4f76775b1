import { type Document, LineCounter, parseDocument, type YAMLParseError } from "yaml";
import { DescriptionError } from "../description.ts";
import { locateInJson, type Place, placeOf } from "./locate-json.ts";
import { locateInYaml } from "./locate-yaml.ts";

/** Uses of one anchor, counted through anchors inside of anchors; what is left is bounded by `assertBounded`. */
const ALIASES_MAX = 10_000;
const SYNTAX_ERRORS_MAX = 20;

export interface SourceText {
  value: unknown;
  /** One object may stand at several places: YAML's aliases. */
  isShared: boolean;
  /** Where the nodes at these JSON Pointers stand; those that are not in the text are left out. */
  locate: (pointers: ReadonlySet<string>) => Map<string, Place>;
}

/** Reads JSON or YAML, whichever it is: the media type that came with it is often wrong. */
export function readSourceText(bytes: Uint8Array): SourceText {
  const text = decode(bytes);
  const start = text.slice(0, 10_000).trimStart();
  if (start === "") throw new DescriptionError("description-not-valid", "It is empty.");
  if (start.startsWith("<")) {
    throw new DescriptionError(
      "description-not-valid",
      "It is HTML or XML, not an OpenAPI description in JSON or YAML.",
    );
  }
  return start.startsWith("{") ? readJson(text) : readYaml(text);
}

function readJson(text: string): SourceText {
  try {
    return { value: JSON.parse(text), isShared: false, locate: (pointers) => locateInJson(text, pointers) };
  } catch (error) {
    // a brace may open a YAML flow mapping too; when that fails as well, the JSON error is the one that helps
    if (error instanceof SyntaxError) return readFlowYaml(text, error);
    throw error;
  }
}

function readFlowYaml(text: string, jsonError: SyntaxError): SourceText {
  const offset = Number(/position (\d+)/.exec(jsonError.message)?.[1] ?? text.length);
  const refusal = notValid(jsonError.message, placeOf(text, offset));
  if (text.length > 1_000_000) throw refusal;
  try {
    return readYaml(text);
  } catch {
    // neither: what is wrong with the JSON is said
    throw refusal;
  }
}

function readYaml(text: string): SourceText {
  const lineCounter = new LineCounter();
  const document = parseYaml(text, lineCounter);
  if (document.errors.length > 0) throw syntaxErrors(document.errors);
  return {
    value: resolveAliases(document),
    isShared: true,
    locate: (pointers) => locateInYaml(document, lineCounter, pointers),
  };
}

/** The first one is what the refusal says; all are its findings. */
function syntaxErrors(errors: readonly YAMLParseError[]): DescriptionError {
  if (errors.some(({ message }) => message.includes("call stack"))) return notValid("It is nested too deeply.");
  const told = errors.slice(0, SYNTAX_ERRORS_MAX).map(({ message, linePos }) => {
    const place = linePos?.[0];
    return notValid(firstLine(message), place && { line: place.line, column: place.col });
  });
  const findings = told.flatMap((error) => error.findings);
  return new DescriptionError("description-not-valid", told[0]?.message ?? "It is not YAML.", findings);
}

function parseYaml(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, { lineCounter, merge: true, prettyErrors: true, logLevel: "silent" });
  } catch (error) {
    // the parser recurses: input that is nested without end exhausts the stack
    if (error instanceof RangeError) throw notValid("It is nested too deeply.");
    throw error;
  }
}

function resolveAliases(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: ALIASES_MAX });
  } catch (error) {
    // the library's way to say that aliases of aliases multiply, or that one names no anchor
    if (error instanceof ReferenceError) throw notValid(`Its aliases cannot be resolved: ${error.message}.`);
    if (error instanceof RangeError) throw notValid("It is nested too deeply.");
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // the decoder's only way to say so
    throw new DescriptionError("description-not-valid", "It is not text in UTF-8.");
  }
}

function notValid(detail: string, place?: Place): DescriptionError {
  const at = place ? [{ pointer: "", line: place.line, column: place.column, detail }] : [];
  return new DescriptionError("description-not-valid", place ? `Line ${place.line}: ${detail}` : detail, at);
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? text;
}

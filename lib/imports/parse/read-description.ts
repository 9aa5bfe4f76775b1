import type { DocumentInfo, Finding } from "../../catalog/document.ts";
import { type Description, DescriptionError } from "../description.ts";
import { assertBounded } from "./bounds.ts";
import { bundleReferences, type FetchReferenced } from "./bundle.ts";
import { cleanLine, cleanText } from "./clean-text.ts";
import { operationDigests } from "./digests.ts";
import { recognise } from "./format.ts";
import { normalise } from "./normalise.ts";
import { extractOperations, type Warn } from "./operations.ts";
import { asRecord, decodedFragment, valueAt, withAncestors } from "./pointer.ts";
import { findReferences } from "./references.ts";
import { readSourceText, type SourceText } from "./source-text.ts";
import { warnOfVerdict } from "./verdict.ts";

const FINDINGS_MAX = 200;

export interface ReadOptions {
  /** Where it was fetched from: what relative references resolve against. */
  sourceUrl?: string | undefined;
  fetchReferenced: FetchReferenced;
  onStep?: ((percent: number, step: string) => void) | undefined;
}

export interface ReadDescription {
  description: Description;
  /** Further findings, by the published schemas of OpenAPI; slow, so it comes afterwards. */
  judge: () => Promise<Finding[]>;
}

/**
 * Reads OpenAPI 3.1, 3.0 or Swagger 2.0 in JSON or YAML. Trusts nothing in it, but bounds only depth and size: whoever calls
 * it with a stranger's bytes does so in a process of its own, with bounds on time and memory (`parseInProcess`).
 *
 * @throws DescriptionError when no operation can be got out of it.
 */
export async function readDescription(bytes: Uint8Array, options: ReadOptions): Promise<ReadDescription> {
  const step = options.onStep ?? (() => {});
  step(10, "Reading");
  const source = readSourceText(bytes);
  const warnings = collectWarnings();
  try {
    const description = await describe(source, options, warnings.warn, step);
    description.findings = located(source, warnings.findings());
    const json = description.format === "openapi-3.1" ? description.normalised : JSON.stringify(source.value);
    const judge = async () => {
      const verdict = collectWarnings();
      await warnOfVerdict(json, verdict.warn);
      return located(source, verdict.findings());
    };
    return { description, judge };
  } catch (error) {
    if (!(error instanceof DescriptionError)) throw error;
    // only here the text is at hand in which the pointers have lines
    throw new DescriptionError(error.slug, error.message, located(source, error.findings));
  }
}

async function describe(source: SourceText, options: ReadOptions, warn: Warn, step: (p: number, s: string) => void) {
  assertBounded(source.value);
  if (source.isShared) source.value = JSON.parse(JSON.stringify(source.value));
  const { format, document } = recognise(source.value);
  step(25, "Following references");
  await bundleReferences(document, options.sourceUrl, options.fetchReferenced);
  warnOfDeadReferences(document, warn);
  step(40, "Finding operations");
  const operations = extractOperations(document, warn);
  if (operations.length === 0) {
    throw new DescriptionError("description-not-valid", "It describes no operations.", [
      { pointer: "/paths", line: null, column: null, detail: "There is no operation that can be called." },
    ]);
  }
  const head = {
    format,
    title: cleanLine(asRecord(document.info)?.title, 200) || "Untitled API",
    info: infoOf(document),
  };
  step(55, "Normalising");
  // the source's own form is judged later, and its lines are asked for; the conversion works in place
  source.value = format === "openapi-3.1" ? document : structuredClone(document);
  const normalised = normalise(document, format);
  if (!normalised) throw notConvertible();
  const digestOf = operationDigests(normalised);
  const digested = operations.map((found) => ({ ...found, digest: digestOf(found.method, found.template) }));
  const description: Description = {
    ...head,
    operations: digested,
    normalised: JSON.stringify(normalised),
    findings: [],
  };
  return description;
}

function infoOf(document: Record<string, unknown>): DocumentInfo {
  const info = asRecord(document.info) ?? {};
  return {
    version: cleanLine(info.version, 100),
    summary: cleanLine(info.summary, 300),
    description: cleanText(info.description, 100_000),
    servers: serversOf(document).slice(0, 20),
  };
}

function serversOf(document: Record<string, unknown>): string[] {
  const listed = Array.isArray(document.servers) ? document.servers : [];
  const urls = listed.map((server) => cleanLine(asRecord(server)?.url, 2_000)).filter((url) => url !== "");
  if (urls.length > 0 || typeof document.host !== "string") return urls;
  const schemes = Array.isArray(document.schemes) ? document.schemes : ["https"];
  const base = typeof document.basePath === "string" ? document.basePath : "";
  return schemes.map((scheme) => cleanLine(`${scheme}://${document.host}${base}`, 2_000));
}

function warnOfDeadReferences(document: Record<string, unknown>, warn: Warn): void {
  for (const { target, pointer, base } of findReferences(document)) {
    if (!/^#(\/|$)/.test(target) || base !== undefined) continue;
    if (valueAt(document, decodedFragment(target)) === undefined)
      warn(pointer, `The reference ${target.slice(0, 200)} leads nowhere.`);
  }
}

function notConvertible(): DescriptionError {
  return new DescriptionError(
    "description-not-valid",
    "It cannot be converted to OpenAPI 3.1: a parameter or schema has no form that the specification knows.",
  );
}

function collectWarnings() {
  const found: Finding[] = [];
  let more = 0;
  const warn: Warn = (pointer, detail) => {
    if (found.length >= FINDINGS_MAX) more++;
    else found.push({ severity: "warning", pointer, line: null, column: null, detail: cleanLine(detail, 500) });
  };
  const findings = (): Finding[] =>
    more === 0
      ? found
      : [
          ...found,
          {
            severity: "warning",
            pointer: "",
            line: null,
            column: null,
            detail: `${more} further warnings are not listed.`,
          },
        ];
  return { warn, findings };
}

/** With lines: of the place itself, or of the nearest one around it that stands in the text. */
function located<F extends Omit<Finding, "severity">>(source: SourceText, findings: F[]): F[] {
  const open = findings.filter(({ line }) => line === null);
  if (open.length === 0) return findings;
  const places = source.locate(new Set(open.flatMap(({ pointer }) => withAncestors(pointer))));
  return findings.map((finding) => {
    if (finding.line !== null) return finding;
    const place = withAncestors(finding.pointer)
      .map((pointer) => places.get(pointer))
      .find((found) => found);
    return place ? { ...finding, ...place } : finding;
  });
}

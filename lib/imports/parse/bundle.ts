import type { Finding } from "../../catalog/document.ts";
import { escapeToken } from "../../contract/faults.ts";
import { DescriptionError } from "../description.ts";
import { assertBounded } from "./bounds.ts";
import { findReferences, type Reference } from "./references.ts";
import { readSourceText } from "./source-text.ts";

const DOCUMENTS_MAX = 100;
/** Where other documents are kept in the bundled one. */
const BUNDLED = "x-gatehouse-bundled";

/** Fetches a document that a description refers to; refuses what no setting allows. */
export type FetchReferenced = (url: string) => Promise<Uint8Array>;

/**
 * Takes the documents that `$ref`s name by URL into the description, below `x-gatehouse-bundled`, and points the references there, so
 * that nothing outside is needed afterwards. References to files are refused: there is no folder that they could mean.
 */
export async function bundleReferences(
  document: Record<string, unknown>,
  sourceUrl: string | undefined,
  fetchReferenced: FetchReferenced,
): Promise<void> {
  const bundled = new Map<string, string>();
  const open: { root: unknown; url: string | undefined; prefix: string }[] = [
    { root: document, url: sourceUrl, prefix: "" },
  ];
  const ownIds = identifiersOf(document);
  for (let next = open.pop(); next; next = open.pop()) {
    for (const reference of findReferences(next.root)) {
      if (reference.target.startsWith("#")) {
        if (/^#(\/|$)/.test(reference.target)) reference.holder.$ref = `#${next.prefix}${reference.target.slice(1)}`;
        continue;
      }
      const url = absoluteUrl(reference, next.url, ownIds);
      if (!url) continue;
      const [address = "", fragment = ""] = url.href.split("#", 2);
      if (fragment !== "" && !fragment.startsWith("/")) {
        throw refusal(reference, `It refers to ${quoted(url.href)} by an anchor; only JSON Pointers can be followed.`);
      }
      if (address === sourceUrl) {
        reference.holder.$ref = `#${fragment}`;
        continue;
      }
      let key = bundled.get(address);
      if (key === undefined) {
        if (bundled.size >= DOCUMENTS_MAX)
          throw refusal(reference, `It refers to more than ${DOCUMENTS_MAX} documents.`);
        key = `document-${bundled.size + 1}`;
        bundled.set(address, key);
        const root = await readReferenced(address, reference, fetchReferenced);
        bundledDocuments(document)[key] = root;
        open.push({ root, url: address, prefix: `/${BUNDLED}/${key}` });
      }
      reference.holder.$ref = `#/${BUNDLED}/${escapeToken(key)}${fragment}`;
    }
  }
}

/** Undefined for a reference to a schema of this description by its `$id`. */
function absoluteUrl(reference: Reference, documentUrl: string | undefined, ownIds: ReadonlySet<string>) {
  const base = reference.base ?? documentUrl;
  const parsed = URL.canParse(reference.target, base) ? new URL(reference.target, base) : undefined;
  if (ownIds.has(reference.target) || (parsed && ownIds.has(parsed.href.split("#", 1)[0] ?? ""))) return undefined;
  if (parsed && (parsed.protocol === "http:" || parsed.protocol === "https:")) return parsed;
  throw refusal(
    reference,
    `It refers to the file ${quoted(reference.target)}; bundle the description into one file first.`,
  );
}

function identifiersOf(root: unknown): Set<string> {
  const ids = new Set<string>();
  const open: { value: unknown; base: string | undefined }[] = [{ value: root, base: undefined }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    const id: unknown = Reflect.get(next.value, "$id");
    let base = next.base;
    if (typeof id === "string" && URL.canParse(id, base)) {
      base = new URL(id, base).href;
      ids.add(base.replace(/#$/, ""));
    } else if (typeof id === "string") {
      ids.add(id);
    }
    for (const value of Object.values(next.value)) open.push({ value, base });
  }
  return ids;
}

async function readReferenced(url: string, reference: Reference, fetchReferenced: FetchReferenced): Promise<unknown> {
  try {
    const { value } = readSourceText(await fetchReferenced(url));
    assertBounded(value);
    return value;
  } catch (error) {
    // what is wrong with the other document is a fault of this reference
    if (error instanceof DescriptionError) throw refusal(reference, `${quoted(url)}: ${error.message}`, error.slug);
    throw error;
  }
}

function bundledDocuments(document: Record<string, unknown>): Record<string, unknown> {
  const present = document[BUNDLED];
  if (typeof present === "object" && present !== null) return present as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  document[BUNDLED] = made;
  return made;
}

function refusal(
  reference: Reference,
  detail: string,
  slug: DescriptionError["slug"] = "description-not-valid",
): DescriptionError {
  const at: Omit<Finding, "severity"> = { pointer: reference.pointer, line: null, column: null, detail };
  return new DescriptionError(slug, detail, [at]);
}

function quoted(text: string): string {
  return `"${text.slice(0, 200)}"`;
}

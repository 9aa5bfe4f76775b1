import { upgrade } from "@scalar/openapi-upgrader";
import type { DocumentFormat } from "../../catalog/document.ts";
import { asRecord } from "./pointer.ts";

/**
 * The description as OpenAPI 3.1; undefined when the conversion fails on what the description holds. Takes the document over:
 * the conversion changes it in place.
 */
export function normalise(
  document: Record<string, unknown>,
  format: DocumentFormat,
): Record<string, unknown> | undefined {
  if (format === "openapi-3.1") return document;
  try {
    const upgraded = asRecord(upgrade(document, "3.1"));
    return typeof upgraded?.openapi === "string" ? upgraded : undefined;
  } catch {
    // the converter trusts its input: a parameter without `in`, say, is a TypeError or a plain Error of its own
    return undefined;
  }
}

import { stringify } from "yaml";

/** A policy document as people edit it. */
export function toPolicyText(document: unknown): string {
  const isEmpty = typeof document !== "object" || document === null || Object.keys(document).length === 0;
  return isEmpty ? "" : stringify(document, { lineWidth: 100 });
}

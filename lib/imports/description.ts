import type { DocumentFormat, DocumentInfo, ExtractedOperation, Finding } from "../catalog/document.ts";

/** A description as the catalogue takes it in. */
export interface Description {
  format: DocumentFormat;
  title: string;
  info: DocumentInfo;
  operations: ExtractedOperation[];
  /** OpenAPI 3.1 as JSON, members in the order of the source. */
  normalised: string;
  findings: Finding[];
}

/** Why a text is no description that can be used. */
export class DescriptionError extends Error {
  readonly slug: "description-not-valid" | "url-not-allowed" | "fetch-failed";
  readonly findings: Omit<Finding, "severity">[];

  constructor(slug: DescriptionError["slug"], detail: string, findings: Omit<Finding, "severity">[] = []) {
    super(detail);
    this.name = "DescriptionError";
    this.slug = slug;
    this.findings = findings;
  }
}

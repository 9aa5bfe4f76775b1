import type { DocumentFormat } from "../../catalog/document.ts";
import { DescriptionError } from "../description.ts";
import { asRecord } from "./pointer.ts";

export interface Recognised {
  format: DocumentFormat;
  document: Record<string, unknown>;
}

/** Which kind of description a value is. YAML turns an unquoted version into a number; that is put right here. */
export function recognise(value: unknown): Recognised {
  const document = asRecord(value);
  if (!document) throw refusal("It is not an OpenAPI description: the top level is not an object.");
  if (document.openapi !== undefined) return { format: openapiFormat(document), document };
  if (document.swagger !== undefined) return { format: swaggerFormat(document), document };
  if (document.asyncapi !== undefined) throw refusal("It is an AsyncAPI description; only OpenAPI can be imported.");
  throw refusal("It is not an OpenAPI description: neither `openapi` nor `swagger` stands at the top level.");
}

function openapiFormat(document: Record<string, unknown>): DocumentFormat {
  const version = String(document.openapi);
  const [, minor] = /^3\.([01])(?:\.\d+)?(?:-.*)?$/.exec(version) ?? [];
  if (!minor) throw refusal(`OpenAPI ${version.slice(0, 20)} is not known; 3.0 and 3.1 are.`, "/openapi");
  document.openapi = /^3\.[01]$/.test(version) ? `${version}.0` : version;
  return minor === "0" ? "openapi-3.0" : "openapi-3.1";
}

function swaggerFormat(document: Record<string, unknown>): DocumentFormat {
  const version = String(document.swagger);
  if (version !== "2.0" && version !== "2") {
    throw refusal(`Swagger ${version.slice(0, 20)} is not known; 2.0 is.`, "/swagger");
  }
  document.swagger = "2.0";
  return "swagger-2.0";
}

function refusal(detail: string, pointer = ""): DescriptionError {
  return new DescriptionError("description-not-valid", detail, [{ pointer, line: null, column: null, detail }]);
}

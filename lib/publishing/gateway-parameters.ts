import { apiKeyOf } from "../contract/credentials.ts";
import type { ParameterDescription } from "../contract/description.ts";
import type { ApiSource } from "./sources.ts";

/**
 * Parameters of an API that are for the gateway: keys, which are taken out of a request before policies look at it, and the version.
 * They are described, whatever the description says of them, and may hold anything.
 */
export function gatewayParameters({ credentials, versioning }: ApiSource): ParameterDescription[] {
  const { headers = [], query = [] } = apiKeyOf(credentials) ?? {};
  return [
    ...headers.map((name) => parameter("header", name)),
    ...query.map((name) => parameter("query", name)),
    ...(versioning.scheme === "header" || versioning.scheme === "query"
      ? [parameter(versioning.scheme, versioning.name)]
      : []),
  ];
}

function parameter(place: "header" | "query", name: string): ParameterDescription {
  return {
    name: place === "header" ? name.toLowerCase() : name,
    in: place,
    required: false,
    allowEmptyValue: true,
    style: place === "header" ? "simple" : "form",
    explode: place === "query",
  };
}

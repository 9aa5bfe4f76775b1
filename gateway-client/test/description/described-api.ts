import { readDescription } from "../../../lib/imports/parse/read-description.ts";
import type { PolicyDocument } from "../../../lib/policies/policies.ts";
import { compileApi } from "../../../lib/publishing/compile-api.ts";
import { sampleParts, sampleVersion } from "../traffic/sample-parts.ts";

/** Parts of a snapshot with a description that went through the importer and the compiler; open to everybody at `/api`. */
export async function describedParts(
  description: object | Uint8Array,
  policies: PolicyDocument,
  backendUrl: string,
): Promise<Map<string, unknown>> {
  const bytes = description instanceof Uint8Array ? description : Buffer.from(JSON.stringify(description));
  const { description: read } = await readDescription(bytes, { fetchReferenced: refuseToFetch });
  const { id, name, isDefault, revision, backend } = sampleVersion({ backendUrl });
  const part = compileApi(
    {
      id: "api",
      slug: "api",
      name: "API",
      workspace: "payments",
      hosts: [],
      basePath: "/api",
      versioning: { scheme: "none" },
      credentials: { none: true },
      versions: [
        {
          id,
          name,
          isDefault,
          revision,
          backend,
          anyPath: false,
          policies,
          operations: read.operations.map(({ key, method, template }) => ({ key, method, template, policies: {} })),
          description: {
            document: JSON.parse(read.normalised),
            assertsFormats: read.format !== "openapi-3.1",
          },
        },
      ],
      installationPolicies: {},
      workspacePolicies: {},
      products: [],
      namedValues: [],
    },
    new Uint8Array(32),
  );
  const parts = sampleParts({ backendUrl });
  // Through JSON, as it comes from the control plane.
  return parts.set("api/api", JSON.parse(JSON.stringify(part)));
}

async function refuseToFetch(url: string): Promise<never> {
  throw new Error(`nothing is fetched here: ${url}`);
}

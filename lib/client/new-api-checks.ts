import { z } from "zod";
import { backendInput } from "../backends/input.ts";
import { createApiInput } from "../catalog/input.ts";
import { createProductInput } from "../products/input.ts";
import { apiSettingsForm } from "./api-settings-checks.ts";

const { name, visibility, basePath, hosts, scheme, schemeName, access, headers, query } = apiSettingsForm.shape;
const backendUrl = backendInput.shape.targets.element.shape.url;
const anything = z.string().max(2_000);

/** What a description does not say. Its parts are checked by the server's own schemas. */
export const newApiForm = z
  .object({
    name,
    slug: createApiInput.shape.slug,
    version: z.string().trim().min(1).max(63),
    visibility,
    basePath,
    hosts,
    scheme,
    schemeName,
    access,
    headers,
    query,
    backendChoice: z.enum(["existing", "new"]),
    backend: anything,
    backendName: anything,
    backendUrl: anything,
    productChoice: z.enum(["none", "existing", "new"]),
    product: anything,
    productName: anything,
  })
  .superRefine((form, context) => {
    const need = (isNeeded: boolean, field: string, schema: z.ZodType, value: unknown) => {
      const found = isNeeded ? schema.safeParse(value).error?.issues[0] : undefined;
      if (found)
        context.addIssue({ code: "custom", path: [field], message: value === "" ? "Fill this in." : found.message });
    };
    need(form.backendChoice === "existing", "backend", createApiInput.shape.slug, form.backend);
    need(form.backendChoice === "new", "backendName", backendInput.shape.name, form.backendName);
    need(form.backendChoice === "new", "backendUrl", backendUrl, form.backendUrl);
    need(form.productChoice === "existing", "product", createProductInput.shape.slug, form.product);
    need(form.productChoice === "new", "productName", createProductInput.shape.name, form.productName);
  });

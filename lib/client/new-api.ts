import { z } from "zod";
import { backendInput } from "../backends/input.ts";
import { createApiInput } from "../catalog/input.ts";
import { createProductInput } from "../products/input.ts";

import { apiSettingsForm, toCredentials, toVersioning } from "./api-settings.ts";
import { createApi } from "./apis.ts";
import { createBackend } from "./backends.ts";
import { type ShownProblem, send } from "./send.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

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

export type NewApi = z.output<typeof newApiForm>;

/** What of the way is done, so that trying again after a refusal makes nothing twice. */
export interface Progress {
  backend?: string;
  isCreated?: boolean;
}

export interface ProductChoice {
  slug: string;
  name: string;
  apis: string[];
  rowVersion: number;
}

/** Backend, API with its first draft, product: the same calls that a script would make. */
export async function createFromImport(
  workspace: string,
  importId: string,
  form: NewApi,
  products: ProductChoice[],
  progress: Progress,
): Promise<ShownProblem | undefined> {
  if (form.backendChoice === "new" && progress.backend === undefined) {
    const slug = slugOf(form.backendName);
    const targets = [{ url: form.backendUrl }];
    const made = await createBackend(workspace, { slug, name: form.backendName, targets });
    if (!made.isOk)
      return moved(made.problem, { "/targets/0/url": "/backendUrl", "/name": "/backendName", "/slug": "/backendName" });
    progress.backend = slug;
  }
  if (!progress.isCreated) {
    const made = await createApi(workspace, toApi(importId, form, progress.backend ?? form.backend));
    if (!made.isOk) return moved(made.problem, { "/version/backend": "/backend", "/version/name": "/version" });
    progress.isCreated = true;
  }
  return putIntoProduct(workspace, form, products);
}

/** `Payment API 2.0` → `payment-api-2-0`. */
export function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replace(/^-+|-+$/g, "");
}

function toApi(importId: string, form: NewApi, backend: string) {
  return {
    slug: form.slug,
    name: form.name,
    visibility: form.visibility,
    basePath: form.basePath,
    hosts: form.hosts,
    versioning: toVersioning(form.scheme, form.schemeName),
    credentials: toCredentials(form.access, form),
    version: { name: form.version, import: importId, backend },
  };
}

async function putIntoProduct(workspace: string, form: NewApi, products: ProductChoice[]) {
  if (form.productChoice === "none") return undefined;
  const answer =
    form.productChoice === "new"
      ? await send(workspacePath(workspace, "products"), {
          method: "POST",
          body: { slug: slugOf(form.productName), name: form.productName, apis: [form.slug] },
          answers: async () => (await import("../products/view.ts")).productView,
        })
      : await addToProduct(workspace, form, products);
  return answer.isOk
    ? undefined
    : moved(answer.problem, { "/name": "/productName", "/slug": "/productName", "/apis": "/product" });
}

function addToProduct(workspace: string, form: NewApi, products: ProductChoice[]) {
  const product = products.find(({ slug }) => slug === form.product);
  return send(workspacePath(workspace, "products", form.product), {
    method: "PATCH",
    body: { apis: [...(product?.apis ?? []), form.slug] },
    ifMatch: product && etagOf(product.rowVersion),
    answers: async () => (await import("../products/view.ts")).productView,
  });
}

/** Says at the form's own fields what the server said at the members of its calls. */
function moved(problem: ShownProblem, fields: Record<string, string>): ShownProblem {
  const errors = problem.errors?.map(({ pointer, detail }) => ({ pointer: fields[pointer] ?? pointer, detail }));
  return { ...problem, errors };
}

import type { z } from "zod";
import { toCredentials, toVersioning } from "./api-settings.ts";
import { createApi } from "./apis.ts";
import { createBackend } from "./backends.ts";
import type { newApiForm as checkedForm } from "./new-api-checks.ts";
import { type ShownProblem, send } from "./send.ts";
import { slugOf } from "./slug.ts";
import { etagOf, workspacePath } from "./workspace-path.ts";

export const newApiForm = async () => (await import("./new-api-checks.ts")).newApiForm;

export type NewApi = z.output<typeof checkedForm>;

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

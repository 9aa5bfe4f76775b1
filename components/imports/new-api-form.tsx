"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { createFromImport, newApiForm, type ProductChoice, type Progress } from "#lib/client/new-api.ts";
import { slugOf } from "#lib/client/slug.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { BasePathCheck } from "../apis/base-path-check.tsx";
import { CallingFields } from "../apis/calling-fields.tsx";
import { BackendChoice } from "../backends/backend-choice.tsx";
import { Card } from "../ui/card.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import type { Option } from "../ui/option.ts";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { useForm } from "../ui/use-form.ts";

interface NewApiFormProps {
  workspace: string;
  importId: string;
  /** As the description says. */
  title: string;
  /** The first server that it names. */
  server: string;
  backends: Option[];
  products: ProductChoice[];
}

/** What the description does not say, with a guess at each. */
export function NewApiForm({ workspace, importId, title, server, backends, products }: NewApiFormProps) {
  const router = useRouter();
  const progress = useRef<Progress>({});
  const form = useForm({
    schema: newApiForm,
    initial: initialOf(title, server, backends),
    submit: async (values) => {
      const problem = await createFromImport(workspace, importId, values, products, progress.current);
      if (!problem) router.push(consolePaths.revision(workspace, values.slug, values.version, 1));
      return problem;
    },
  });
  const text = (name: string) => String(valueAt(form.values, `/${name}`) ?? "");
  const { change } = form.state;

  /** What was guessed from another field follows it until somebody writes there. */
  function follow(before: string, next: string) {
    if (text("slug") !== slugOf(before)) return;
    change("/slug", slugOf(next));
    if (text("basePath") === `/${slugOf(before)}`) change("/basePath", `/${slugOf(next)}`);
  }

  return (
    <Form form={form} label="New API">
      <Card title="The API">
        <div className="flex flex-col gap-4">
          <Field label="Name" name="name">
            <Input autoComplete="off" onChange={(event) => follow(text("name"), event.target.value)} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Slug" name="slug" hint="Its name in addresses; it stays.">
              <Input autoComplete="off" spellCheck={false} />
            </Field>
            <Field label="First version" name="version">
              <Input autoComplete="off" spellCheck={false} />
            </Field>
          </div>
          <Field
            label="Base path"
            name="basePath"
            hint={<BasePathCheck workspace={workspace} versions={text("version") ? [text("version")] : []} />}
          >
            <Input autoComplete="off" spellCheck={false} className="font-mono" />
          </Field>
          <CallingFields />
          <Field label="Who sees it" name="visibility">
            <Select options={visibilities} />
          </Field>
        </div>
      </Card>
      <Card title="Backend" description="Where the gateway sends the calls.">
        <div className="flex flex-col gap-4">
          <RadioGroup label="Backend" name="backendChoice" options={backendChoices(backends.length > 0)} />
          {text("backendChoice") === "existing" ? (
            <Field label="Which" name="backend">
              <BackendChoice workspace={workspace} first={backends} />
            </Field>
          ) : (
            <>
              <Field label="Name of the backend" name="backendName">
                <Input autoComplete="off" />
              </Field>
              <Field label="Address" name="backendUrl" hint="Its path is put before the operation's.">
                <Input type="url" inputMode="url" spellCheck={false} placeholder="https://orders.internal/v1" />
              </Field>
            </>
          )}
        </div>
      </Card>
      <Card title="Product" description="Developers subscribe to products. It can also be chosen later.">
        <div className="flex flex-col gap-4">
          <RadioGroup label="Product" name="productChoice" options={productChoices(products.length > 0)} />
          {text("productChoice") === "existing" && (
            <Field label="Which product" name="product">
              <Combobox options={products.map(({ slug, name }) => ({ value: slug, label: name }))} />
            </Field>
          )}
          {text("productChoice") === "new" && (
            <Field label="Name of the product" name="productName" hint="A draft; plans are added to it under Products.">
              <Input autoComplete="off" />
            </Field>
          )}
        </div>
      </Card>
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton size="large">Create the API</SubmitButton>
        <p className="text-small text-soft">A draft: callers reach it once it is reviewed and made live.</p>
      </div>
    </Form>
  );
}

function initialOf(title: string, server: string, backends: Option[]) {
  const slug = slugOf(title) || "api";
  return {
    name: title.slice(0, 100),
    slug,
    version: "v1",
    basePath: `/${slug}`,
    hosts: "",
    scheme: "path",
    schemeName: "",
    access: "key",
    headers: "x-api-key",
    query: "",
    visibility: "public",
    backendChoice: backends.length > 0 && server === "" ? "existing" : "new",
    backend: "",
    backendName: title.slice(0, 100),
    backendUrl: server,
    productChoice: "none",
    product: "",
    productName: title.slice(0, 100),
  };
}

const visibilities = [
  { value: "public", label: "Everybody" },
  { value: "signed-in", label: "Who is signed in" },
  { value: "restricted", label: "Chosen groups" },
];

const backendChoices = (hasSome: boolean) => [
  { value: "new", label: "A new one" },
  {
    value: "existing",
    label: "One of this workspace",
    isDisabled: !hasSome,
    detail: hasSome ? undefined : "There is none yet.",
  },
];

const productChoices = (hasSome: boolean) => [
  { value: "none", label: "None for now" },
  {
    value: "existing",
    label: "One of this workspace",
    isDisabled: !hasSome,
    detail: hasSome ? undefined : "There is none yet.",
  },
  { value: "new", label: "A new one" },
];

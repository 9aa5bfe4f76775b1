"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { changeProduct, productForm } from "#lib/client/products.ts";
import type { ProductView } from "#lib/products/view.ts";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { ApiChoice } from "./api-choice.tsx";

/** Give it the row version as `key`, so that it begins anew with what is saved. */
export function ProductForm({ workspace, product }: { workspace: string; product: ProductView }) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const { name, summary, description, visibility, terms, apis } = product;
  const form = useForm({
    schema: productForm,
    initial: { name, summary, description, visibility, terms, apis: apis.map(({ slug }) => slug) },
    submit: async (values) => {
      const expected = mayOverwrite.current ? undefined : product.rowVersion;
      mayOverwrite.current = false;
      const answer = await changeProduct({ workspace, product: product.slug }, values, expected);
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved", detail: "Portal and gateways follow within seconds." });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";

  function overwrite() {
    mayOverwrite.current = true;
    void form.submit();
  }

  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Product">
      {hasConflict && <ConflictBanner onOverwrite={overwrite} />}
      <Field label="Name" name="name">
        <Input autoComplete="off" />
      </Field>
      <Field label="Summary" name="summary" isOptional hint="One line, shown in lists and found by the search.">
        <Input autoComplete="off" />
      </Field>
      <ApiChoice workspace={workspace} known={apis} />
      <Field label="Description" name="description" isOptional hint="Markdown.">
        <Textarea rows={5} />
      </Field>
      <RadioGroup label="Who sees it" name="visibility" options={visibilities} />
      <Field
        label="Terms of use"
        name="terms"
        isOptional
        hint={`Version ${product.termsVersion}. A change makes a new version; whoever asks from then on accepts it.`}
      >
        <Textarea rows={5} />
      </Field>
      <SubmitButton className="self-start">Save</SubmitButton>
    </Form>
  );
}

const visibilities = [
  { value: "public", label: "Everybody", detail: "Also people without an account" },
  { value: "signed-in", label: "People with an account", detail: "Strangers do not see that it exists" },
  { value: "restricted", label: "Members of this workspace", detail: "Nobody else sees that it exists" },
];

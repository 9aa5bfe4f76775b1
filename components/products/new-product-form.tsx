"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { makeOnce } from "#lib/client/once.ts";
import { createProduct, newProductForm } from "#lib/client/products.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";
import { ApiChoice, type ApiOption } from "./api-choice.tsx";

export function NewProductForm({ workspace }: { workspace: string }) {
  const router = useRouter();
  const [once] = useState(makeOnce);
  const form = useForm({
    schema: newProductForm,
    initial: { name: "", slug: "", summary: "", apis: [] },
    submit: async (values) => {
      const answer = await createProduct(workspace, values, once);
      if (!answer.isOk) return answer.problem;
      router.push(`/console/${workspace}/products/${answer.value.slug}`);
      router.refresh();
    },
  });
  return (
    <Form form={form} label="New product">
      <Field label="Name" name="name" hint="What developers subscribe to, such as “Order desk”.">
        <Input autoComplete="off" />
      </Field>
      <Field label="Slug" name="slug" hint="Its name in addresses, such as order-desk. It cannot be changed later.">
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field label="Summary" name="summary" isOptional hint="One line, shown in lists.">
        <Input autoComplete="off" />
      </Field>
      <ApiChoice workspace={workspace} known={noApis} />
      <SubmitButton className="self-start">Create product</SubmitButton>
    </Form>
  );
}

const noApis: ApiOption[] = [];

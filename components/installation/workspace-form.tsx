"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { createWorkspace, workspaceForm } from "#lib/client/installation.ts";
import { makeOnce } from "#lib/client/once.ts";
import { ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

export function WorkspaceForm() {
  const router = useRouter();
  const [once] = useState(makeOnce);
  const form = useForm({
    schema: workspaceForm,
    initial: { name: "", slug: "" },
    submit: async (values) => {
      const problem = await createWorkspace(values, once);
      if (problem) return problem;
      showToast({ title: `${values.name} created`, detail: "You are its owner: add those who work in it." });
      router.push(`/console/${values.slug}/members`);
      router.refresh();
      return undefined;
    },
  });
  return (
    <Form form={form} label="New workspace" className="max-w-xl">
      <Field label="Name" name="name" hint="The team that publishes, such as Payments.">
        <Input autoComplete="off" />
      </Field>
      <Field
        label="Slug"
        name="slug"
        hint="In addresses and in the management API; it stays. Lower-case letters, digits and hyphens."
      >
        <Input autoComplete="off" spellCheck={false} />
      </Field>
      <div className="flex gap-2.5">
        <SubmitButton>Create the workspace</SubmitButton>
        <ButtonLink href="/console/installation/workspaces">Cancel</ButtonLink>
      </div>
    </Form>
  );
}

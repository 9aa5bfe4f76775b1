"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { makeOnce } from "#lib/client/once.ts";
import { createWorkspace, workspaceForm } from "#lib/client/workspaces.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";

/** Whoever makes a workspace becomes its owner, and is led into it. */
export function NewWorkspaceForm() {
  const router = useRouter();
  const [once] = useState(makeOnce);
  const form = useForm({
    schema: workspaceForm,
    initial: { name: "", slug: "" },
    submit: async (values) => {
      const answer = await createWorkspace(values, once);
      if (!answer.isOk) return answer.problem;
      router.push(`/console/${answer.value.slug}`);
      router.refresh();
    },
  });
  return (
    <Form form={form} label="New workspace" mayBeLeft>
      <Field label="Name" name="name" hint="The team that publishes, such as “Commerce team”.">
        <Input autoComplete="off" />
      </Field>
      <Field label="Slug" name="slug" hint="Its name in addresses, such as commerce. It cannot be changed later.">
        <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
      </Field>
      <SubmitButton className="self-start">Create workspace</SubmitButton>
    </Form>
  );
}

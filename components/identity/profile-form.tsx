"use client";

import { useRouter } from "next/navigation";
import { changeProfile, profileForm } from "#lib/client/account.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

export function ProfileForm({ name }: { name: string }) {
  const router = useRouter();
  const form = useForm({
    schema: profileForm,
    initial: { name },
    submit: async (values) => {
      const problem = await changeProfile(values);
      if (problem) return problem;
      showToast({ title: "Your name is changed" });
      router.refresh();
      return undefined;
    },
  });
  return (
    <Form form={form} label="Profile">
      <Field label="Name" name="name" hint="Those who decide on your requests see it.">
        <Input autoComplete="name" />
      </Field>
      <SubmitButton className="self-start">Save</SubmitButton>
    </Form>
  );
}

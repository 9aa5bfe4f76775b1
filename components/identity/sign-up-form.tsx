"use client";

import { signUp, signUpForm } from "#lib/client/sign-up.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";
import { PASSWORD_HINT } from "./password-hint.ts";

export function SignUpForm({ next }: { next: string }) {
  const form = useForm({
    schema: signUpForm,
    initial: { email: "", name: "", password: "" },
    submit: async (values) => {
      const problem = await signUp(values);
      if (!problem) window.location.assign(next);
      return problem;
    },
  });
  return (
    <Form form={form} label="Create an account" mayBeLeft>
      <Field label="Name" name="name">
        <Input autoComplete="name" />
      </Field>
      <Field label="E-mail address" name="email">
        <Input type="email" autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <Field label="Password" name="password" hint={PASSWORD_HINT}>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton>Create account</SubmitButton>
    </Form>
  );
}

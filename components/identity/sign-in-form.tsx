"use client";

import { signIn, signInForm } from "#lib/client/sign-in.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";

/** A whole new page follows: nothing of an earlier reader stays in the memory of this one. */
export function SignInForm({ next }: { next: string }) {
  const form = useForm({
    schema: signInForm,
    initial: { email: "", password: "" },
    submit: async (values) => {
      const problem = await signIn(values);
      if (!problem) window.location.assign(next);
      return problem;
    },
  });
  return (
    <Form form={form} label="Sign in" mayBeLeft>
      <Field label="E-mail address" name="email">
        <Input type="email" autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" />
      </Field>
      <SubmitButton>Sign in</SubmitButton>
    </Form>
  );
}

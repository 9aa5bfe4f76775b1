"use client";

import Link from "next/link";
import { FORGOT_PASSWORD_PATH } from "#lib/client/paths.ts";
import { signIn, signInForm } from "#lib/client/sign-in.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";

/**
 * A whole new page follows: nothing of an earlier reader stays in the memory of this one. Without JavaScript the form goes to
 * next-auth itself, which leads on to `next`.
 */
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
    <Form form={form} label="Sign in" action="/api/auth/callback/credentials" mayBeLeft>
      <input type="hidden" name="callbackUrl" value={next} />
      <Field label="E-mail address" name="email">
        <Input type="email" autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SubmitButton>Sign in</SubmitButton>
        <Link href={FORGOT_PASSWORD_PATH} className="rounded-chip text-accent text-small underline">
          Forgotten your password?
        </Link>
      </div>
    </Form>
  );
}

"use client";

import { changePassword, passwordForm } from "#lib/client/account.ts";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";
import { PASSWORD_HINT } from "./password-hint.ts";

/** Ends this session too, so it leads to the sign-in and back. */
export function PasswordForm() {
  const form = useForm({
    schema: passwordForm,
    initial: { present: "", next: "" },
    submit: async (values) => {
      const problem = await changePassword(values);
      if (!problem) window.location.assign(`${SIGN_IN_PATH}?${new URLSearchParams({ callbackUrl: "/account" })}`);
      return problem;
    },
  });
  return (
    <Form form={form} label="Password" mayBeLeft>
      <Field label="Present password" name="present">
        <Input type="password" autoComplete="current-password" />
      </Field>
      <Field label="New password" name="next" hint={PASSWORD_HINT}>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton className="self-start">Change password</SubmitButton>
    </Form>
  );
}

"use client";

import { useState } from "react";
import { requestPasswordReset, resetRequestForm } from "#lib/client/account.ts";
import { Banner } from "../ui/banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";

/** Says the same for every address. `isMailSent` is false where no mail server is set: then an administrator passes mail on. */
export function ForgotPasswordForm({ isMailSent }: { isMailSent: boolean }) {
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    schema: resetRequestForm,
    initial: { email: "" },
    submit: async (values) => {
      const problem = await requestPasswordReset(values);
      setSentTo(problem ? undefined : values.email);
      return problem;
    },
  });
  return (
    <Form form={form} label="Forgotten password" mayBeLeft>
      <div role="status" className="empty:hidden">
        {sentTo && (
          <Banner tone="good" title="Asked for">
            <p className="break-words">
              If there is an account for {sentTo}, a link to choose a new password is on its way. It works for two
              hours.
            </p>
            {!isMailSent && <p>No mail server is set here: ask an administrator, who finds the link in the console.</p>}
          </Banner>
        )}
      </div>
      <Field label="E-mail address" name="email">
        <Input type="email" autoComplete="username" inputMode="email" spellCheck={false} />
      </Field>
      <SubmitButton className="self-start">{sentTo ? "Send again" : "Send the link"}</SubmitButton>
    </Form>
  );
}

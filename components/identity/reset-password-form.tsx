"use client";

import Link from "next/link";
import { useState } from "react";
import { newPasswordForm, resetPassword } from "#lib/client/account.ts";
import { FORGOT_PASSWORD_PATH, SIGN_IN_PATH } from "#lib/client/paths.ts";
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";
import { PASSWORD_HINT } from "./password-hint.ts";
import { useMailedProof } from "./use-mailed-proof.ts";

/** Reached by the link in a mail. */
export function ResetPasswordForm() {
  const proof = useMailedProof();
  const [isDone, setDone] = useState(false);
  const form = useForm({
    schema: newPasswordForm,
    initial: { password: "" },
    submit: async ({ password }) => {
      const problem = await resetPassword(proof ?? "", password);
      setDone(!problem);
      return problem;
    },
  });
  if (isDone) {
    return (
      <div role="status">
        <Banner
          tone="good"
          title="Your password is changed"
          action={
            <ButtonLink size="small" href={SIGN_IN_PATH}>
              Sign in
            </ButtonLink>
          }
        >
          All sessions were ended.
        </Banner>
      </div>
    );
  }
  if (proof === "") return <MissingLink />;
  return (
    <Form form={form} label="New password" mayBeLeft>
      <Field label="New password" name="password" hint={PASSWORD_HINT}>
        <Input type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton className="self-start">Change password</SubmitButton>
      {form.problem?.code === "link-not-valid" && (
        <p className="text-small">
          <Link href={FORGOT_PASSWORD_PATH} className="rounded-chip text-accent underline">
            Ask for a new link
          </Link>
        </p>
      )}
    </Form>
  );
}

function MissingLink() {
  return (
    <Banner
      tone="warn"
      title="The link is not whole"
      action={
        <ButtonLink size="small" href={FORGOT_PASSWORD_PATH}>
          Ask for a new one
        </ButtonLink>
      }
    >
      Open it from the mail, or copy all of it: mail programs break long lines.
    </Banner>
  );
}

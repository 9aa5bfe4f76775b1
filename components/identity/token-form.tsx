"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { makeOnce } from "#lib/client/once.ts";
import { createToken, type TokenOwner, tokenForm } from "#lib/client/tokens.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { useForm } from "../ui/use-form.ts";
import { PermissionChoice } from "./permission-choice.tsx";

const initial = { name: "", permissions: [], expiresInDays: "90" };

interface TokenFormProps {
  /** All that such a token of the reader may hold. */
  permissions: string[];
  owner?: TokenOwner | undefined;
}

export function TokenForm({ permissions, owner = { kind: "personal" } }: TokenFormProps) {
  const router = useRouter();
  const [once] = useState(makeOnce);
  const [made, setMade] = useState<{ name: string; token: string }>();
  const form = useForm({
    schema: tokenForm,
    initial,
    submit: async (values) => {
      const answer = await createToken(owner, values, once);
      if (!answer.isOk) return answer.problem;
      setMade(answer.value);
      form.reset(initial);
      router.refresh();
      return undefined;
    },
  });
  return (
    <Form form={form} label="New access token">
      {made && (
        <ShownOnce title={`${made.name} is made`} secret={made.token} name="Token">
          <p className="mt-2">
            Send it as <code>Authorization: Bearer …</code>.
          </p>
        </ShownOnce>
      )}
      <div className="grid gap-5 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <Field label="Name" name="name" hint="What uses it, such as “deploy script”.">
          <Input autoComplete="off" />
        </Field>
        <Field label="Works for" name="expiresInDays">
          <Select options={lifetimes} />
        </Field>
      </div>
      <PermissionChoice permissions={permissions} />
      <SubmitButton className="self-start">Create token</SubmitButton>
    </Form>
  );
}

const lifetimes = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "a year" },
];

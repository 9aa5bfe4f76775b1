"use client";

import { useState } from "react";
import { createKey, keyForm } from "#lib/client/keys.ts";
import { makeOnce } from "#lib/client/once.ts";
import type { NewKeyView } from "#lib/keys/view.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { useForm } from "../ui/use-form.ts";

interface KeyFormProps {
  subscriptionId: string;
  onMade(key: NewKeyView): void;
}

export function KeyForm({ subscriptionId, onMade }: KeyFormProps) {
  const [once] = useState(makeOnce);
  const form = useForm({
    schema: keyForm,
    initial: { label: "", lastDay: "" },
    submit: async (values) => {
      const answer = await createKey(subscriptionId, values, once);
      if (!answer.isOk) return atLastDay(answer.problem);
      onMade(answer.value);
      return undefined;
    },
  });
  return (
    <Form form={form} label="New key" mayBeLeft>
      <Field label="Label" name="label" isOptional hint="What uses it, such as “production” or “Ada's laptop”.">
        <Input autoComplete="off" />
      </Field>
      <Field label="Last day" name="lastDay" isOptional hint="Without one it works as long as the subscription.">
        <Input type="date" />
      </Field>
      <SubmitButton className="self-end">Create key</SubmitButton>
    </Form>
  );
}

/** The server speaks of the moment that it was sent, the form has a day. */
function atLastDay<P extends { errors?: { pointer: string; detail: string }[] | undefined }>(problem: P): P {
  const errors = problem.errors?.map((error) =>
    error.pointer === "/expiresAt" ? { ...error, pointer: "/lastDay" } : error,
  );
  return { ...problem, errors };
}

"use client";

import { useState } from "react";
import { rotateForm, rotateKey } from "#lib/client/keys.ts";
import { makeOnce } from "#lib/client/once.ts";
import type { KeyView, NewKeyView } from "#lib/keys/view.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Select } from "../ui/select.tsx";
import { useForm } from "../ui/use-form.ts";

interface RotateFormProps {
  replaced: KeyView;
  onMade(key: NewKeyView): void;
}

export function RotateForm({ replaced, onMade }: RotateFormProps) {
  const [once] = useState(makeOnce);
  const form = useForm({
    schema: rotateForm,
    initial: { overlap: "24h" },
    submit: async (values) => {
      const answer = await rotateKey(replaced.subscriptionId, replaced.id, values, once);
      if (!answer.isOk) return answer.problem;
      onMade(answer.value);
      return undefined;
    },
  });
  return (
    <Form form={form} label="Replace key" mayBeLeft>
      <p className="text-soft">
        A new key is made. The old one works beside it for a while, so that programs change over without a gap.
      </p>
      <Field label="The old key works for" name="overlap">
        <Select options={overlaps} />
      </Field>
      <SubmitButton className="self-end">Make the new key</SubmitButton>
    </Form>
  );
}

const overlaps = [
  { value: "0s", label: "Not any more", detail: "For a key that leaked" },
  { value: "1h", label: "Another hour" },
  { value: "24h", label: "Another day" },
  { value: "7d", label: "Another week" },
  { value: "30d", label: "Another 30 days" },
];

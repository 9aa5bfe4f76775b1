"use client";

import { useState } from "react";
import { z } from "zod";
import { Card } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Form, SubmitButton } from "#components/ui/form.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast-store.ts";
import { useForm } from "#components/ui/use-form.ts";
import { Columns, Part } from "./part.tsx";

const application = z.object({
  name: z.string().min(1).max(40),
  owner: z.object({ email: z.email() }),
  region: z.enum(["eu", "us"]),
  purpose: z.string().max(300).optional(),
  isAccepted: z.literal(true, "The terms of use have to be accepted."),
});

export function Forms() {
  const [sent, setSent] = useState<string>();
  const form = useForm({
    schema: application,
    initial: { name: "", owner: { email: "" }, isAccepted: false },
    async submit(values) {
      if (values.name === "taken") {
        return {
          code: "already-exists",
          title: "Something with this name exists already",
          requestId: "01J9-example",
          errors: [{ pointer: "/name", detail: "Another application has this name." }],
        };
      }
      if (values.name === "down")
        return { code: "unreachable", title: "The server cannot be reached", detail: "Try again." };
      setSent(values.name);
      showToast({ title: `${values.name} created` });
      return undefined;
    },
  });

  return (
    <Part title="Form">
      <Card>
        <Form form={form} label="New application">
          <Columns>
            <Field name="name" label="Name" hint="“taken” is refused at this field, “down” as a whole.">
              <Input />
            </Field>
            <Field name="/owner/email" label="E-mail of the owner">
              <Input type="email" autoComplete="email" />
            </Field>
            <Field name="region" label="Region">
              <Select
                options={[
                  { value: "eu", label: "Europe" },
                  { value: "us", label: "United States" },
                ]}
              />
            </Field>
          </Columns>
          <Field name="purpose" label="Purpose" isOptional>
            <Textarea charactersMax={300} />
          </Field>
          <Checkbox name="isAccepted" label="I accept the terms of use" />
          <div className="flex flex-wrap items-center gap-3">
            <SubmitButton>Create application</SubmitButton>
            {sent && <p className="text-small text-soft">Created: {sent}</p>}
          </div>
        </Form>
      </Card>
    </Part>
  );
}

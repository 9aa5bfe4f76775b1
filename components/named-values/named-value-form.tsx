"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { changeNamedValue, createNamedValue, namedValueForm, newNamedValueForm } from "#lib/client/named-values.ts";
import type { NamedValueView } from "#lib/policies/view.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { type FormHandle, useForm } from "../ui/use-form.ts";
import { kinds } from "./kinds.ts";

export function NewNamedValueForm({ workspace }: { workspace: string }) {
  const router = useRouter();
  const form = useForm({
    schema: newNamedValueForm,
    initial: { name: "", content: { kind: "plain", text: "" } },
    submit: async (values) => {
      const answer = await createNamedValue(workspace, values);
      if (!answer.isOk) return answer.problem;
      router.push(consolePaths.namedValue(workspace, answer.value.name));
    },
  });
  return (
    <Form form={form} label="New named value">
      <Field label="Name" name="name" hint="Policies write {{name}}. It stays.">
        <Input autoComplete="off" spellCheck={false} className="font-mono" />
      </Field>
      <Content form={form} base="/content" />
      <div>
        <SubmitButton>Add the value</SubmitButton>
      </div>
    </Form>
  );
}

/** Gives a value another content; what a secret was is never shown. Give it the row version as `key`. */
export function NamedValueForm({ workspace, value }: { workspace: string; value: NamedValueView }) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const form = useForm({
    schema: namedValueForm,
    initial: { kind: value.kind, text: value.value ?? "" },
    submit: async (content) => {
      const expected = mayOverwrite.current ? undefined : value.rowVersion;
      mayOverwrite.current = false;
      const answer = await changeNamedValue(workspace, value.name, { content }, expected);
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved", detail: "Gateways follow within seconds." });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";
  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Named value">
      {hasConflict && (
        <ConflictBanner
          onOverwrite={() => {
            mayOverwrite.current = true;
            void form.submit();
          }}
        />
      )}
      <Content form={form} base="" />
      <div>
        <SubmitButton>Save the value</SubmitButton>
      </div>
    </Form>
  );
}

function Content({ form, base }: { form: FormHandle; base: string }) {
  const kind = String(valueAt(form.values, `${base}/kind`));
  return (
    <>
      <RadioGroup label="Kind" name={`${base}/kind`} options={options} />
      {kind === "secret" && (
        <Field label="Secret" name={`${base}/text`} hint="It replaces what was there and cannot be read again.">
          <Input type="password" autoComplete="new-password" spellCheck={false} />
        </Field>
      )}
      {kind === "plain" && (
        <Field label="Text" name={`${base}/text`}>
          <Textarea isCode spellCheck={false} />
        </Field>
      )}
      {kind === "env" && (
        <Field label="Name of the variable" name={`${base}/text`} hint="Every gateway that serves the API needs it.">
          <Input autoComplete="off" spellCheck={false} className="font-mono" placeholder="ORDERS_SECRET" />
        </Field>
      )}
      {kind === "file" && (
        <Field label="Path of the file" name={`${base}/text`} hint="Relative to the folder that the gateway is given.">
          <Input autoComplete="off" spellCheck={false} className="font-mono" placeholder="orders/token" />
        </Field>
      )}
    </>
  );
}

const options = Object.entries(kinds).map(([value, { label, detail }]) => ({ value, label, detail }));

"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { ApiView } from "#lib/catalog/view.ts";
import { apiSettingsForm, toApiChange, toApiSettings } from "#lib/client/api-settings.ts";
import { changeApi } from "#lib/client/apis.ts";
import { Card } from "../ui/card.tsx";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { BasePathCheck } from "./base-path-check.tsx";
import { CallingFields } from "./calling-fields.tsx";
import { ContactFields } from "./contact-fields.tsx";
import { HttpsFields } from "./https-fields.tsx";

/** Give it the row version as `key`, so that it begins anew with what is saved. */
export function ApiSettingsForm({ api }: { api: ApiView }) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const form = useForm({
    schema: apiSettingsForm,
    initial: toApiSettings(api),
    submit: async (values) => {
      const expected = mayOverwrite.current ? undefined : api.rowVersion;
      mayOverwrite.current = false;
      const answer = await changeApi(
        { workspace: api.workspace, api: api.slug },
        toApiChange(values, api.credentials),
        expected,
      );
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved", detail: "Gateways follow within seconds." });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";

  function overwrite() {
    mayOverwrite.current = true;
    void form.submit();
  }

  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Settings">
      {hasConflict && <ConflictBanner onOverwrite={overwrite} />}
      <Card title="In the catalogue">
        <div className="flex flex-col gap-4">
          <Field label="Name" name="name">
            <Input autoComplete="off" />
          </Field>
          <Field label="Summary" name="summary" isOptional hint="One line, shown in lists and found by the search.">
            <Input autoComplete="off" />
          </Field>
          <Field label="Description" name="description" isOptional hint="Markdown.">
            <Textarea rows={8} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Category" name="category" isOptional>
              <Input autoComplete="off" />
            </Field>
            <Field label="Tags" name="tags" isOptional hint="Separated by commas.">
              <Input autoComplete="off" />
            </Field>
          </div>
          <ContactFields form={form} />
          <RadioGroup label="Who sees it" name="visibility" options={visibilities} />
        </div>
      </Card>
      <Card title="How it is called" description="What is live answers by the new settings within seconds.">
        <div className="flex flex-col gap-4">
          <Field
            label="Base path"
            name="basePath"
            hint={
              <BasePathCheck
                workspace={api.workspace}
                api={api.slug}
                versions={api.versions.filter(({ state }) => state !== "retired").map(({ name }) => name)}
              />
            }
          >
            <Input spellCheck={false} autoComplete="off" className="font-mono" />
          </Field>
          <Field label="Host names" name="hosts" isOptional hint="Separated by commas; empty is any host.">
            <Input spellCheck={false} autoComplete="off" />
          </Field>
          <CallingFields hasTokens />
          <HttpsFields />
        </div>
      </Card>
      <div>
        <SubmitButton>Save settings</SubmitButton>
      </div>
    </Form>
  );
}

const visibilities = [
  { value: "public", label: "Everybody", detail: "Also who is not signed in." },
  { value: "signed-in", label: "Who is signed in", detail: "Any account of the portal." },
  { value: "restricted", label: "Chosen groups", detail: "Nobody else sees it in the catalogue or may subscribe." },
];

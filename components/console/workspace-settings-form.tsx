"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { changeWorkspace, workspaceSettingsForm } from "#lib/client/workspaces.ts";
import type { WorkspaceView } from "#lib/workspaces/view.ts";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Switch } from "../ui/switch.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

/** Give it the row version as `key`, so that it begins anew with what is saved. */
export function WorkspaceSettingsForm({ workspace }: { workspace: WorkspaceView }) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const { slug, name, mayDecideOwnRequest, rowVersion } = workspace;
  const form = useForm({
    schema: workspaceSettingsForm,
    initial: { name, mayDecideOwnRequest },
    submit: async (values) => {
      const expected = mayOverwrite.current ? undefined : rowVersion;
      mayOverwrite.current = false;
      const answer = await changeWorkspace(slug, values, expected);
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved" });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";

  function overwrite() {
    mayOverwrite.current = true;
    void form.submit();
  }

  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Workspace">
      {hasConflict && <ConflictBanner onOverwrite={overwrite} />}
      <Field label="Name" name="name" hint={`Its address stays /console/${slug}.`}>
        <Input autoComplete="off" />
      </Field>
      <Switch
        label="People may decide on their own requests"
        name="mayDecideOwnRequest"
        hint="Off, a second person approves every subscription and every revision. Turning it on is written to the audit log."
      />
      <SubmitButton className="self-start">Save</SubmitButton>
    </Form>
  );
}

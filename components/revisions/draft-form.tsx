"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { changeRevision, draftForm, type RevisionPlace } from "#lib/client/revisions.ts";
import { BackendChoice } from "../backends/backend-choice.tsx";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import type { Option } from "../ui/option.ts";
import { Textarea } from "../ui/textarea.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";

interface DraftFormProps {
  place: RevisionPlace;
  draft: { note: string; backend: string; rowVersion: number };
  backends: Option[];
}

/** What of a draft is changed by hand. Give it the row version as `key`. */
export function DraftForm({ place, draft, backends }: DraftFormProps) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const form = useForm({
    schema: draftForm,
    initial: { note: draft.note, backend: draft.backend },
    submit: async (values) => {
      const expected = mayOverwrite.current ? undefined : draft.rowVersion;
      mayOverwrite.current = false;
      const answer = await changeRevision(place, values, expected);
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved" });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";
  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Draft">
      {hasConflict && (
        <ConflictBanner
          onOverwrite={() => {
            mayOverwrite.current = true;
            void form.submit();
          }}
        />
      )}
      <Field label="Note" name="note" isOptional hint="What changes and why; the reviewer reads it first.">
        <Textarea charactersMax={2000} />
      </Field>
      <Field label="Backend" name="backend">
        <BackendChoice workspace={place.workspace} first={backends} />
      </Field>
      <div>
        <SubmitButton variant="secondary">Save draft</SubmitButton>
      </div>
    </Form>
  );
}

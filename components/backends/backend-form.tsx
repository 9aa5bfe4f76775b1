"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import type { BackendView } from "#lib/backends/view.ts";
import { toBackendDraft } from "#lib/client/backend-draft.ts";
import { changeBackend, createBackend } from "#lib/client/backends.ts";
import { slugOf } from "#lib/client/slug.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { Balancing } from "./balancing.tsx";
import { Care } from "./care.tsx";
import { Targets } from "./targets.tsx";

/** Makes a backend. */
export function NewBackendForm({ workspace }: { workspace: string }) {
  const router = useRouter();
  const form = useForm({
    schema: async () => (await import("#lib/client/backend-checks.ts")).newBackendForm,
    initial: toBackendDraft(undefined),
    submit: async (values) => {
      const answer = await createBackend(workspace, values);
      if (!answer.isOk) return answer.problem;
      router.push(consolePaths.backend(workspace, answer.value.slug));
    },
  });
  const text = (name: string) => String(valueAt(form.values, `/${name}`) ?? "");
  return (
    <Form form={form} label="New backend">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" name="name">
          <Input
            autoComplete="off"
            onChange={(event) => {
              if (text("slug") === slugOf(text("name"))) form.state.change("/slug", slugOf(event.target.value));
            }}
          />
        </Field>
        <Field label="Slug" name="slug" hint="It stays.">
          <Input autoComplete="off" spellCheck={false} />
        </Field>
      </div>
      <Targets form={form} />
      <Balancing form={form} />
      <Timeouts />
      <Care form={form} />
      <div>
        <SubmitButton>Add the backend</SubmitButton>
      </div>
    </Form>
  );
}

/** Changes one. Give it the row version as `key`. */
export function BackendForm({ workspace, backend }: { workspace: string; backend: BackendView }) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const form = useForm({
    schema: async () => (await import("#lib/client/backend-checks.ts")).backendForm,
    initial: toBackendDraft(backend),
    submit: async (values) => {
      const expected = mayOverwrite.current ? undefined : backend.rowVersion;
      mayOverwrite.current = false;
      const answer = await changeBackend(workspace, backend.slug, values, expected);
      if (!answer.isOk) return answer.problem;
      showToast({ title: "Saved", detail: "Gateways follow within seconds." });
      router.refresh();
    },
  });
  const hasConflict = form.problem?.code === "precondition-failed";
  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label="Backend">
      {hasConflict && (
        <ConflictBanner
          onOverwrite={() => {
            mayOverwrite.current = true;
            void form.submit();
          }}
        />
      )}
      <Field label="Name" name="name">
        <Input autoComplete="off" />
      </Field>
      <Targets form={form} />
      <Balancing form={form} />
      <Timeouts />
      <Care form={form} />
      <div>
        <SubmitButton>Save the backend</SubmitButton>
      </div>
    </Form>
  );
}

function Timeouts() {
  return (
    <fieldset>
      <legend className="mb-1.5 font-[550] text-small">Time allowed</legend>
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {timeouts.map(({ name, label }) => (
          <Field key={name} label={label} name={`/timeouts/${name}`}>
            <Input spellCheck={false} autoComplete="off" />
          </Field>
        ))}
      </div>
      <p className="mt-1.5 text-faint text-small">Such as 500ms, 60s or 5m.</p>
    </fieldset>
  );
}

const timeouts = [
  { name: "connect", label: "To connect" },
  { name: "firstByte", label: "To the first byte" },
  { name: "idle", label: "Between bytes" },
  { name: "total", label: "In all" },
];

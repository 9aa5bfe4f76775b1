"use client";

import { useRouter } from "next/navigation";
import {
  type ImportSource,
  type ImportTarget,
  importTextForm,
  importUrlForm,
  startImport,
} from "#lib/client/imports.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { useForm } from "../ui/use-form.ts";
import { FileDrop } from "./file-drop.tsx";

interface ImportStartProps {
  workspace: string;
  target?: ImportTarget | undefined;
}

/** Three ways to bring a description; each leads to the page of its import. */
export function ImportStart({ workspace, target }: ImportStartProps) {
  const router = useRouter();

  async function start(source: ImportSource): Promise<ShownProblem | undefined> {
    const answer = await startImport(workspace, source, target);
    if (!answer.isOk) return answer.problem;
    router.push(consolePaths.import(workspace, answer.value.id));
  }

  return (
    <Tabs
      label="Where the description comes from"
      tabs={[
        { value: "file", label: "File", content: <FileDrop onFile={(file) => start({ file })} /> },
        { value: "text", label: "Text", content: <TextForm start={start} /> },
        { value: "url", label: "Address", content: <UrlForm start={start} /> },
      ]}
    />
  );
}

interface StartProps {
  start(source: ImportSource): Promise<ShownProblem | undefined>;
}

function TextForm({ start }: StartProps) {
  const form = useForm({ schema: importTextForm, initial: { text: "" }, submit: start });
  return (
    <Form form={form} label="Import a text">
      <Field label="Description" name="text" hint="OpenAPI 3.1, 3.0 or Swagger 2.0 as JSON or YAML.">
        <Textarea rows={12} isCode spellCheck={false} />
      </Field>
      <div>
        <SubmitButton>Read it</SubmitButton>
      </div>
    </Form>
  );
}

function UrlForm({ start }: StartProps) {
  const form = useForm({ schema: importUrlForm, initial: { url: "" }, submit: start });
  return (
    <Form form={form} label="Import from an address">
      <Field
        label="Address"
        name="url"
        hint="Fetched by the server, not by your browser; addresses of private networks are refused."
      >
        <Input type="url" inputMode="url" spellCheck={false} placeholder="https://example.com/openapi.json" />
      </Field>
      <div>
        <SubmitButton>Fetch and read it</SubmitButton>
      </div>
    </Form>
  );
}

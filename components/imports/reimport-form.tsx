"use client";

import { useRouter } from "next/navigation";
import type { VersionPlace } from "#lib/client/apis.ts";
import { createRevision, noteForm } from "#lib/client/revisions.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { Banner } from "../ui/banner.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { useForm } from "../ui/use-form.ts";

interface ReimportFormProps {
  place: VersionPlace;
  importId: string;
  /** How many operations keep policies of their own. */
  kept: number;
  /** Keys of the operations whose policies go with them. */
  lost: string[];
  backend: string;
}

/** The description becomes the next revision of a version; everything else of the live one stays. */
export function ReimportForm({ place, importId, kept, lost, backend }: ReimportFormProps) {
  const router = useRouter();
  const form = useForm({
    schema: noteForm,
    initial: { note: "" },
    submit: async ({ note }) => {
      const answer = await createRevision(place, { import: importId, note });
      if (!answer.isOk) return answer.problem;
      router.push(consolePaths.revision(place.workspace, place.api, place.version, answer.value.number));
    },
  });
  return (
    <Card title={`Make it the next revision of ${place.api} ${place.version}`}>
      <Form form={form} label="New revision">
        <Banner tone={lost.length > 0 ? "warn" : "info"} title="Policies are kept">
          <p>
            Those of the API stay, {kept > 0 && `those of ${kept === 1 ? "1 operation" : `${kept} operations`} too, `}
            and so does the backend {backend}.
          </p>
          {lost.length > 0 && (
            <p className="break-words">
              These operations are gone, and their policies with them: <code>{lost.slice(0, 10).join(", ")}</code>
              {lost.length > 10 && ` and ${lost.length - 10} more`}.
            </p>
          )}
        </Banner>
        <Field label="Note" name="note" isOptional hint="What changes and why; the reviewer reads it first.">
          <Textarea charactersMax={2000} />
        </Field>
        <div>
          <SubmitButton>Create the draft</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}

"use client";

import { useState } from "react";
import type { ApiView } from "#lib/catalog/view.ts";
import { purgeCache } from "#lib/client/caches.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Card } from "../ui/card.tsx";
import { Field } from "../ui/field.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Textarea } from "../ui/textarea.tsx";

type What = "all" | "tags" | "urls";

const choices = [
  { value: "all", label: "Everything", detail: "All answers of this API, for every caller." },
  { value: "tags", label: "By tags", detail: "Answers that the policy cache-store has stored under one of them." },
  { value: "urls", label: "By paths", detail: "Answers to these paths, whatever version they belong to." },
];

/** Makes gateways forget the answers that they have stored of an API. */
export function StoredAnswers({ api }: { api: ApiView }) {
  const [what, setWhat] = useState<What>("all");
  const [text, setText] = useState("");
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  return (
    <Card title="Stored answers">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-[36rem] text-small text-soft">
          Gateways store answers where the policies say so. Purged, they are fetched from the backend again.
        </p>
        <ActionDialog
          label="Purge"
          title={`Purge stored answers of ${api.name}?`}
          description="Every gateway forgets them within seconds. The backend gets the calls that they would have spared it."
          run={() =>
            purgeCache(
              { workspace: api.workspace, api: api.slug },
              what === "all" ? { all: true } : what === "tags" ? { tags: words } : { urls: words },
            )
          }
          done="Gateways are told to forget them"
        >
          <RadioGroup label="Which" options={choices} value={what} onChange={(value) => setWhat(toWhat(value))} />
          {what !== "all" && (
            <Field
              label={what === "tags" ? "Tags" : "Paths"}
              hint={
                what === "tags"
                  ? "Parted by spaces, commas or lines."
                  : `As callers send them, one to a line: ${api.basePath === "/" ? "" : api.basePath}/42, or with a * at the end for all that begin so.`
              }
            >
              <Textarea isCode value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
            </Field>
          )}
        </ActionDialog>
      </div>
    </Card>
  );
}

function toWhat(value: string): What {
  return value === "tags" || value === "urls" ? value : "all";
}

"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { type ApiPlace, createVersion } from "#lib/client/apis.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { consolePaths } from "./api-paths.ts";

interface NewVersionProps {
  place: ApiPlace;
  /** The newest version, of which it begins as a copy. */
  copiedFrom: string;
}

export function NewVersion({ place, copiedFrom }: NewVersionProps) {
  const [name, setName] = useState("");
  return (
    <ActionDialog
      label="Add a version"
      icon={<Plus aria-hidden />}
      title="Add a version"
      description={`A draft with the description, backend and policies of ${copiedFrom}. Nothing of it is served before a revision is made live.`}
      run={() => createVersion(place, { name: name.trim() })}
      done={`${name} is there as a draft`}
      next={() => consolePaths.revision(place.workspace, place.api, name.trim(), 1)}
    >
      <Field label="Name" hint="Such as v2 or 2026-11-01; callers write it.">
        <Input value={name} autoComplete="off" spellCheck={false} onChange={(event) => setName(event.target.value)} />
      </Field>
    </ActionDialog>
  );
}

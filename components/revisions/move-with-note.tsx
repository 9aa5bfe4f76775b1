"use client";

import { useState } from "react";
import { moveRevision, type RevisionMove, type RevisionPlace } from "#lib/client/revisions.ts";
import type { Answer } from "#lib/client/send.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import type { ButtonLook } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";

interface MoveWithNoteProps {
  place: RevisionPlace;
  move: RevisionMove;
  label: string;
  look?: ButtonLook | undefined;
  description: string;
  noteLabel: string;
  isNoteNeeded?: boolean | undefined;
  done: string;
}

/** A step of the review with words for whoever comes next. */
export function MoveWithNote({
  place,
  move,
  label,
  look,
  description,
  noteLabel,
  isNoteNeeded,
  done,
}: MoveWithNoteProps) {
  const [note, setNote] = useState("");
  const [isAsked, setAsked] = useState(false);
  const isMissing = isNoteNeeded === true && note.trim() === "";

  async function run(): Promise<Answer<unknown>> {
    setAsked(true);
    if (isMissing) return { isOk: false, problem: { code: "invalid-input", title: "A reason is needed" } };
    return moveRevision(place, move, note.trim());
  }

  return (
    <ActionDialog
      label={label}
      look={look}
      title={`${label}: revision ${place.revision} of ${place.version}`}
      description={description}
      run={run}
      done={done}
    >
      <Field
        label={noteLabel}
        isOptional={!isNoteNeeded}
        error={isAsked && isMissing ? "Say why: its maker reads it." : undefined}
      >
        <Textarea value={note} charactersMax={2000} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </ActionDialog>
  );
}

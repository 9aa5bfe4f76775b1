"use client";

import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";

export interface TeamChoice {
  id: string;
  name: string;
  isPersonal: boolean;
}

interface ApplicationFieldsProps {
  /** Whose it can be; a choice is offered only where there is one. */
  teams?: TeamChoice[] | undefined;
}

/** What is asked of an application, wherever it is made or changed. */
export function ApplicationFields({ teams = [] }: ApplicationFieldsProps) {
  return (
    <>
      <Field label="Name" name="name" hint="Approvers read it; “Parcel tracker” says more than “test”.">
        <Input autoComplete="off" />
      </Field>
      <Field label="Description" name="description" isOptional>
        <Textarea charactersMax={DESCRIPTION_MAX} />
      </Field>
      {teams.length > 1 && (
        <Field label="Team" name="teamId" hint="Its members see the application, its keys and its usage.">
          <Select
            options={teams.map(({ id, name, isPersonal }) => ({
              value: id,
              label: name,
              detail: isPersonal ? "Only you" : undefined,
            }))}
          />
        </Field>
      )}
    </>
  );
}

/** Of lib/applications/input.ts. */
const DESCRIPTION_MAX = 2_000;

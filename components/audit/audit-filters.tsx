"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useId, useMemo, useTransition } from "react";
import type { AuditChoices } from "#lib/audit/view.ts";
import { FilterBar } from "../ui/filter-bar.tsx";
import { Input } from "../ui/input.tsx";

/** Who, what and when, all in the address. */
export function AuditFilters({ choices }: { choices: AuditChoices }) {
  const filters = useMemo(
    () => [
      { key: "actorId", label: "Who", options: choices.actors.map(({ id, name }) => ({ value: id, label: name })) },
      { key: "action", label: "Action", options: choices.actions.map(toOption) },
      { key: "subjectType", label: "Subject", options: choices.subjectTypes.map(toOption) },
    ],
    [choices],
  );
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterBar searchLabel="Name, action or id" filters={filters} />
      <DayRange />
    </div>
  );
}

function toOption(value: string) {
  return { value, label: value };
}

const range = { from: parseAsString, until: parseAsString, cursor: parseAsString };

/** Whole days in UTC, both included: the log is kept in UTC, and two readers must see the same. */
function DayRange() {
  const [, startTransition] = useTransition();
  const [{ from, until }, setRange] = useQueryStates(range, { shallow: false, startTransition, history: "replace" });
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="sr-only">Days, in UTC</legend>
      <Day label="From" value={from} onChange={(value) => void setRange({ from: value, cursor: null })} />
      <Day label="to" value={until} onChange={(value) => void setRange({ until: value, cursor: null })} />
      <span className="text-faint text-tiny">UTC</span>
    </fieldset>
  );
}

interface DayProps {
  label: string;
  value: string | null;
  onChange(value: string | null): void;
}

function Day({ label, value, onChange }: DayProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-1.5">
      <label htmlFor={id} className="text-small text-soft">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        size="small"
        value={value ?? ""}
        className="w-32"
        onChange={(event) => onChange(event.target.value || null)}
      />
    </div>
  );
}

"use client";

import { Field } from "../ui/field.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { FormHandle } from "../ui/use-form.ts";

/** Which target a call goes to. */
export function Balancing({ form }: { form: FormHandle }) {
  const isHashed = valueAt(form.values, "/loadBalancing") === "consistent-hash";
  const source = valueAt(form.values, "/hashBy/source");
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label="Calls go" name="loadBalancing">
        <Select options={algorithms} />
      </Field>
      {isHashed && (
        <Field label="A caller is known by" name="/hashBy/source">
          <Select options={sources} />
        </Field>
      )}
      {isHashed && (source === "header" || source === "cookie") && (
        <Field label={source === "header" ? "Name of the header" : "Name of the cookie"} name="/hashBy/name">
          <Input spellCheck={false} autoComplete="off" />
        </Field>
      )}
    </div>
  );
}

const algorithms = [
  { value: "round-robin", label: "In turn, by weight" },
  { value: "least-connections", label: "To the least busy" },
  { value: "consistent-hash", label: "By caller, each its own" },
];

const sources = [
  { value: "client-address", label: "Its address" },
  { value: "subscription", label: "Its subscription" },
  { value: "header", label: "A header" },
  { value: "cookie", label: "A cookie" },
];

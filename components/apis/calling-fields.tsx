"use client";

import { Field } from "../ui/field.tsx";
import { useFormField } from "../ui/form-context.ts";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";

/** How callers say which version they want and who they are; members of the form around it. */
export function CallingFields() {
  const scheme = useFormField("scheme")?.value;
  const access = useFormField("access")?.value;
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Version stands in" name="scheme">
          <Select options={schemes} />
        </Field>
        {(scheme === "header" || scheme === "query") && (
          <Field label={scheme === "header" ? "Name of the header" : "Name of the parameter"} name="schemeName">
            <Input
              spellCheck={false}
              autoComplete="off"
              placeholder={scheme === "header" ? "x-api-version" : "version"}
            />
          </Field>
        )}
      </div>
      <RadioGroup label="Callers show" name="access" options={accesses} />
      {access === "key" && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Headers with the key" name="headers" hint="Separated by commas.">
            <Input spellCheck={false} autoComplete="off" />
          </Field>
          <Field
            label="Query parameters with the key"
            name="query"
            isOptional
            hint="Addresses are logged by many; headers are better."
          >
            <Input spellCheck={false} autoComplete="off" />
          </Field>
        </div>
      )}
    </>
  );
}

const schemes = [
  { value: "path", label: "the path", detail: "/orders/v1/…" },
  { value: "header", label: "a header" },
  { value: "query", label: "a query parameter" },
  { value: "none", label: "nothing", detail: "There is one version only" },
];

const accesses = [
  {
    value: "key",
    label: "An API key",
    detail: "Of a subscription to a product that holds the API. Limits and usage are per subscription.",
  },
  { value: "none", label: "Nothing", detail: "Everybody who reaches the gateway may call it." },
];

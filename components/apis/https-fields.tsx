"use client";

import { hstsAges } from "#lib/client/https-settings.ts";
import { Field } from "../ui/field.tsx";
import { useFormField } from "../ui/form-context.ts";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";

/** Whether calls must come over TLS, and what browsers are told of it; members of the form around it. */
export function HttpsFields() {
  const seconds = String(useFormField("hstsSeconds")?.value ?? "none");
  const ages = hstsAges.includes(seconds) ? hstsAges : [...hstsAges, seconds];
  return (
    <>
      <RadioGroup label="Calls without TLS are" name="httpsMode" options={modes} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Browsers keep to HTTPS"
          name="hstsSeconds"
          hint="Counts for the whole host name, also for other APIs that it has. It cannot be taken back before its time."
        >
          <Select options={ages.map((age) => ({ value: age, label: inWords(age) }))} />
        </Field>
        {seconds !== "none" && (
          <Field label="For" name="hstsReach">
            <Select options={reaches} />
          </Field>
        )}
      </div>
    </>
  );
}

function inWords(seconds: string): string {
  if (seconds === "none") return "not told";
  const days = Number(seconds) / 86_400;
  if (!Number.isInteger(days)) return `for ${seconds} seconds`;
  if (days % 365 === 0) return days === 365 ? "for a year" : `for ${days / 365} years`;
  return days === 1 ? "for a day" : `for ${days} days`;
}

const modes = [
  { value: "optional", label: "Answered", detail: "Where TLS ends before the gateway, or does not matter." },
  {
    value: "redirect",
    label: "Sent to HTTPS",
    detail: "308 with the same method and body. A key has then gone over the wire once.",
  },
  { value: "required", label: "Refused", detail: "403, so that a caller with the wrong address finds out at once." },
];

const reaches = [
  { value: "host", label: "this host" },
  { value: "subdomains", label: "it and all below it" },
  { value: "preload", label: "it, all below, and browsers' lists", detail: "A year at least" },
];

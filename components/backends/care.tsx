"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import { Switch } from "../ui/switch.tsx";
import { Textarea } from "../ui/textarea.tsx";
import type { FormHandle } from "../ui/use-form.ts";
import { type CareField, type CareSection, careSections, finerFields } from "./care-sections.ts";

/** How gateways look after the backend. Folded until something of it is in use. */
export function Care({ form }: { form: FormHandle }) {
  const used = careSections.filter(({ name }) => valueAt(form.values, `/${name}/isOn`) === true);
  const [isOpen, setOpen] = useState(used.length > 0);
  return (
    <details
      className="group border-line border-y"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex cursor-pointer list-none items-center gap-2.5 py-3 font-[550] text-small [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-faint transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        Health, protection and connections
        <span className="ml-auto font-normal text-faint">{used.length === 0 ? "none set" : `${used.length} set`}</span>
      </summary>
      <div className="flex flex-col gap-5 pb-5">
        {careSections.map((section) => (
          <Section key={section.name} form={form} section={section} />
        ))}
        <div className="grid gap-3 sm:grid-cols-3">
          {finerFields.map((field) => (
            <TextField key={field.name} field={field} name={`/${field.name}`} />
          ))}
        </div>
      </div>
    </details>
  );
}

function Section({ form, section }: { form: FormHandle; section: CareSection }) {
  const { name, label, hint, fields } = section;
  const isOn = valueAt(form.values, `/${name}/isOn`) === true;
  const error = form.state.errorAt(`/${name}`);
  return (
    <div className="flex flex-col gap-3">
      <Switch label={label} hint={hint} name={`/${name}/isOn`} />
      {isOn && (
        <div className="grid grid-cols-2 gap-3 border-line border-l-2 pl-4 sm:grid-cols-3">
          {fields.map((field) => (
            <TextField key={field.name} field={field} name={`/${name}/${field.name}`} />
          ))}
          {name === "tls" && <Insecure />}
          {error && <p className="col-span-full text-bad text-small">{error}</p>}
        </div>
      )}
    </div>
  );
}

function TextField({ field, name }: { field: CareField; name: string }): ReactNode {
  const { label, hint, isLong } = field;
  return (
    <Field label={label} hint={hint} name={name} {...(isLong && { className: "col-span-full" })}>
      {isLong ? <Textarea isCode rows={2} spellCheck={false} /> : <Input spellCheck={false} autoComplete="off" />}
    </Field>
  );
}

function Insecure() {
  return (
    <div className="col-span-full">
      <Checkbox
        name="/tls/insecure"
        label="Do not verify the backend's certificate"
        hint="Whoever stands between gateway and backend can then read and change every call."
      />
    </div>
  );
}

"use client";

import { Plus, Search, Settings, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button, ButtonLink, IconButton } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { Columns, Part, Row } from "./part.tsx";

export function Controls() {
  return (
    <Part title="Controls">
      <Buttons />
      <Fields />
      <Choices />
    </Part>
  );
}

function Buttons() {
  return (
    <>
      <Row>
        <Button variant="primary">
          <Plus aria-hidden /> Primary
        </Button>
        <Button>Secondary</Button>
        <Button variant="quiet">Quiet</Button>
        <Button variant="danger">
          <Trash2 aria-hidden /> Danger
        </Button>
        <ButtonLink href="/console/ui/portal">A link</ButtonLink>
        <Tooltip text="Says it once more, in more words">
          <IconButton label="Settings" icon={<Settings aria-hidden />} />
        </Tooltip>
      </Row>
      <Row>
        <Button variant="primary" isBusy>
          Busy
        </Button>
        <Button isBusy>Busy</Button>
        <Button variant="primary" disabled>
          Disabled
        </Button>
        <Button disabled>Disabled</Button>
        <Button size="small">Small</Button>
        <Button size="large" variant="primary">
          Large
        </Button>
      </Row>
    </>
  );
}

function Fields() {
  return (
    <Columns>
      <Field label="Name" hint="As people call it.">
        <Input defaultValue="Orders" />
      </Field>
      <Field label="Base path" error="Another API answers at this base path.">
        <Input defaultValue="/orders" />
      </Field>
      <Field label="Host name" isOptional>
        <Input placeholder="api.example.com" leading={<Search aria-hidden />} trailing={<Kbd>/</Kbd>} />
      </Field>
      <Field label="Disabled">
        <Input defaultValue="Cannot be changed" disabled />
      </Field>
      <Field label="Reason" hint="The applicant reads it.">
        <Textarea charactersMax={200} defaultValue="We reach 92 % of the quota each month." />
      </Field>
      <Field label="With an error" error="Fill this in.">
        <Textarea />
      </Field>
    </Columns>
  );
}

const plans = [
  { value: "free", label: "Free", detail: "100 calls/min" },
  { value: "pro", label: "Pro", detail: "1,000 calls/min" },
  { value: "old", label: "Old", detail: "no longer offered", isDisabled: true },
];

const categories = ["Commerce", "Payments", "Logistics", "Identity", "Messaging"].map((label) => ({
  value: label,
  label,
}));

function Choices() {
  const [plan, setPlan] = useState("free");
  const [category, setCategory] = useState("Payments");
  const [isChecked, setChecked] = useState(true);
  const [isOn, setOn] = useState(true);
  return (
    <Columns>
      <Field label="Plan">
        <Select options={plans} value={plan} onChange={setPlan} />
      </Field>
      <Field label="Category">
        <Combobox options={categories} value={category} onChange={setCategory} />
      </Field>
      <Field label="With an error" error="Choose one of the values.">
        <Select options={plans} />
      </Field>
      <div className="flex flex-col gap-2">
        <Checkbox label="I accept the terms of use" isChecked={isChecked} onChange={setChecked} />
        <Checkbox label="Some of them" isChecked="some" hint="A part of what is below is selected." />
        <Checkbox label="Disabled" isDisabled />
      </div>
      <div className="flex flex-col gap-3">
        <Switch label="Needs approval" hint="Somebody decides on each request." isOn={isOn} onChange={setOn} />
        <Switch label="Off" isOn={false} />
        <Switch label="Disabled" isOn isDisabled />
      </div>
      <RadioGroup label="Approval" options={plans.slice(0, 2)} value={plan} onChange={setPlan} />
    </Columns>
  );
}

"use client";

import { Card } from "../ui/card.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { Select } from "../ui/select.tsx";
import { periodOptions, quotaPeriods, ratePeriods } from "./periods.ts";
import { RowList } from "./row-list.tsx";

interface PlanFieldsProps {
  isNew: boolean;
  values: unknown;
  change(pointer: string, value: unknown): void;
}

export function PlanFields({ isNew, values, change }: PlanFieldsProps) {
  return (
    <>
      <Card title="Offer">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" name="name">
            <Input autoComplete="off" />
          </Field>
          {isNew && (
            <Field label="Slug" name="slug" hint="Such as pro. It cannot be changed later.">
              <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Field>
          )}
          <Field label="Price" name="price" isOptional hint="Words that are shown, such as “€ 90 a month”.">
            <Input autoComplete="off" />
          </Field>
          <Field label="Summary" name="summary" isOptional>
            <Input autoComplete="off" />
          </Field>
        </div>
      </Card>
      <Card title="Limits" description="Kept exactly by every gateway; they count for each subscription.">
        <div className="flex flex-col gap-5">
          <RateLimits values={values} change={change} />
          <Quota values={values} />
        </div>
      </Card>
      <Card title="Access">
        <div className="flex flex-col gap-4">
          <RadioGroup label="Approval" name="approval" options={approvals} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Runs for" name="duration" isOptional hint="Whole days, such as 365d; empty for without end.">
              <Input autoComplete="off" spellCheck={false} />
            </Field>
            <Field label="Subscriptions per application" name="subscriptionsPerApplicationMax">
              <Input inputMode="numeric" autoComplete="off" />
            </Field>
          </div>
          <Questions values={values} change={change} />
        </div>
      </Card>
    </>
  );
}

type PartProps = Pick<PlanFieldsProps, "values" | "change">;

function RateLimits({ values, change }: PartProps) {
  return (
    <RowList
      pointer="/rateLimit"
      values={values}
      change={change}
      title="Rate limits"
      emptyText="No rate limit."
      addLabel="Add a rate limit"
      rowsMax={5}
      newRow={{ calls: "", renewalPeriod: "1m" }}
      row={(pointer) => (
        <>
          <Field label="Calls" name={`${pointer}/calls`} className="grow">
            <Input inputMode="numeric" autoComplete="off" />
          </Field>
          <Field label="Within" name={`${pointer}/renewalPeriod`} className="w-36">
            <Select options={periodOptions(ratePeriods, valueAt(values, `${pointer}/renewalPeriod`))} />
          </Field>
        </>
      )}
    />
  );
}

function Quota({ values }: Pick<PartProps, "values">) {
  const isOn = valueAt(values, "/hasQuota") === true;
  return (
    <div className="flex flex-col gap-3">
      <Checkbox label="A quota over a longer time" name="hasQuota" />
      {isOn && (
        <div className="flex flex-wrap gap-3">
          <Field label="Calls" name="/quota/calls" isOptional className="min-w-32 flex-1">
            <Input inputMode="numeric" autoComplete="off" />
          </Field>
          <Field label="Bandwidth" name="/quota/bandwidth" isOptional hint="Such as 5GiB." className="min-w-32 flex-1">
            <Input autoComplete="off" spellCheck={false} />
          </Field>
          <Field label="Within" name="/quota/renewalPeriod" className="w-36">
            <Select options={periodOptions(quotaPeriods, valueAt(values, "/quota/renewalPeriod"))} />
          </Field>
        </div>
      )}
    </div>
  );
}

function Questions({ values, change }: PartProps) {
  return (
    <RowList
      pointer="/questions"
      values={values}
      change={change}
      title="Questions to the applicant"
      emptyText="Nothing is asked beside the reason."
      addLabel="Add a question"
      rowsMax={20}
      newRow={{ name: "", label: "", required: false }}
      row={(pointer) => (
        <>
          <Field label="Question" name={`${pointer}/label`} className="min-w-48 grow">
            <Input autoComplete="off" />
          </Field>
          <Field label="Name" name={`${pointer}/name`} className="w-36">
            <Input autoComplete="off" autoCapitalize="none" spellCheck={false} />
          </Field>
          <div className="self-end pb-2">
            <Checkbox label="Required" name={`${pointer}/required`} />
          </div>
        </>
      )}
    />
  );
}

const approvals = [
  { value: "auto", label: "At once", detail: "Whoever asks may call right away" },
  { value: "manual", label: "By an approver", detail: "Requests wait in the approvals until somebody decides" },
];

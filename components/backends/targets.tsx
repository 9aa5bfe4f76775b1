"use client";

import { Plus, Trash2 } from "lucide-react";
import { Button, IconButton } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { valueAt } from "../ui/form-values.ts";
import { Input } from "../ui/input.tsx";
import type { FormHandle } from "../ui/use-form.ts";

/** Where calls go: address, weight and priority of each target. */
export function Targets({ form }: { form: FormHandle }) {
  const targets = valueAt(form.values, "/targets");
  const list: unknown[] = Array.isArray(targets) ? targets : [];
  const error = form.state.errorAt("/targets");
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="mb-1.5 font-[550] text-small">Targets</legend>
      {list.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the fields are bound by their place in the list
        <div key={index} className={rowClass}>
          <Field label={`Address of target ${index + 1}`} isLabelHidden name={`/targets/${index}/url`}>
            <Input type="url" inputMode="url" spellCheck={false} placeholder="https://orders.internal/v1" />
          </Field>
          <Field label={`Weight of target ${index + 1}`} isLabelHidden name={`/targets/${index}/weight`}>
            <Input inputMode="numeric" className="tabular-nums" />
          </Field>
          <Field
            label={`Priority of target ${index + 1}`}
            isLabelHidden
            name={`/targets/${index}/priority`}
            className="max-sm:order-last"
          >
            <Input inputMode="numeric" placeholder="Priority" className="tabular-nums" />
          </Field>
          <IconButton
            label={`Remove target ${index + 1}`}
            icon={<Trash2 aria-hidden />}
            disabled={list.length === 1}
            onClick={() => form.state.change("/targets", list.toSpliced(index, 1))}
          />
        </div>
      ))}
      {error && <p className="text-bad text-small">{error}</p>}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="small"
          onClick={() => form.state.change("/targets", [...list, { url: "", weight: "1", priority: "" }])}
        >
          <Plus aria-hidden /> Add a target
        </Button>
        <p className="text-faint text-small">
          Address, weight and priority: calls are shared in proportion to the weights, among the targets of the lowest
          priority number that work.
        </p>
      </div>
    </fieldset>
  );
}

const rowClass =
  "grid grid-cols-[minmax(0,1fr)_4.5rem_auto] items-start gap-2 sm:grid-cols-[minmax(0,1fr)_4.5rem_5.5rem_auto]";

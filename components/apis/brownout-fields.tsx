import { Plus, X } from "lucide-react";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";

/** A span as its inputs hold it, in the reader's own time. */
export interface Brownout {
  id: number;
  from: string;
  until: string;
}

interface BrownoutFieldsProps {
  brownouts: Brownout[];
  onChange(brownouts: Brownout[]): void;
}

/** Spans in which calls are refused, so that who has not moved yet notices in time. */
export function BrownoutFields({ brownouts, onChange }: BrownoutFieldsProps) {
  const change = (id: number, part: Partial<Brownout>) =>
    onChange(brownouts.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const next = (brownouts.at(-1)?.id ?? 0) + 1;
  return (
    <div className="flex flex-col gap-3">
      {brownouts.map(({ id, from, until }, index) => (
        <div key={id} className="flex flex-wrap items-end gap-2">
          <Field label={`Brown-out ${index + 1} begins`} className="grow">
            <Input type="datetime-local" value={from} onChange={(event) => change(id, { from: event.target.value })} />
          </Field>
          <Field label="ends" className="grow">
            <Input
              type="datetime-local"
              value={until}
              onChange={(event) => change(id, { until: event.target.value })}
            />
          </Field>
          <Button
            variant="quiet"
            aria-label={`Take brown-out ${index + 1} away`}
            onClick={() => onChange(brownouts.filter((one) => one.id !== id))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...brownouts, { id: next, from: "", until: "" }])}>
          <Plus aria-hidden /> Announce a brown-out
        </Button>
        <p className="mt-1 text-faint text-tiny">
          For its length every call is refused with 410, and the portal says so beforehand.
        </p>
      </div>
    </div>
  );
}

/** What was filled in; the server says what is wrong with it. */
export function toBrownouts(brownouts: Brownout[]): { from: string; until: string }[] {
  return brownouts
    .filter(({ from, until }) => from !== "" && until !== "")
    .map(({ from, until }) => ({ from: new Date(from).toISOString(), until: new Date(until).toISOString() }));
}

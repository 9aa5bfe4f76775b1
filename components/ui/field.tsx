"use client";

import clsx from "clsx";
import { type ReactNode, useId, useMemo } from "react";
import { ControlContext } from "./control-context.ts";
import { useFormField } from "./form-context.ts";

interface FieldProps {
  label: string;
  /** The member of the form's values: `email`, or `/limits/0/calls` for one further down. Outside a form: the control's name. */
  name?: string | undefined;
  hint?: ReactNode;
  error?: string | undefined;
  isOptional?: boolean | undefined;
  /** The label is there for those who hear the page, not for those who see it. */
  isLabelHidden?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** Label, hint and error of the one control inside it; within a `Form` it also carries the control's value. */
export function Field({ label, name, hint, error, isOptional, isLabelHidden, className, children }: FieldProps) {
  const id = useId();
  const bound = useFormField(name);
  const shownError = error ?? bound?.error;
  const describedBy = [hint && `${id}-hint`, shownError && `${id}-error`].filter(Boolean).join(" ") || undefined;

  const control = useMemo(
    () => ({ id, name, describedBy, isInvalid: shownError !== undefined, bound }),
    [id, name, describedBy, shownError, bound],
  );

  return (
    <div className={clsx("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={clsx("font-[550] text-small", isLabelHidden && "sr-only")}>
        {label}
        {isOptional && <span className="font-normal text-faint"> · optional</span>}
      </label>
      <ControlContext value={control}>{children}</ControlContext>
      {shownError && (
        <p id={`${id}-error`} className="text-bad text-small">
          {shownError}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-faint text-small">
          {hint}
        </p>
      )}
    </div>
  );
}

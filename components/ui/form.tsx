"use client";

import clsx from "clsx";
import { type ComponentProps, type ReactNode, use, useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { FormContext } from "./form-context.ts";
import { LeaveGuard } from "./leave-guard.tsx";
import { ProblemBanner } from "./problem-banner.tsx";
import type { FormHandle } from "./use-form.ts";

interface FormProps {
  form: FormHandle;
  /** Its name for those who go from landmark to landmark. */
  label: string;
  /** A form that asks nothing worth keeping, such as sign-in, lets people leave. */
  mayBeLeft?: boolean | undefined;
  /** Where it goes before, or without, JavaScript. It is a POST in any case: nothing typed may get into an address. */
  action?: string | undefined;
  className?: string | undefined;
  children: ReactNode;
}

/** Keeps what was typed, tells errors at their fields, leads the keyboard to the first one, and warns before leaving. */
export function Form({ form, label, mayBeLeft = false, action, className, children }: FormProps) {
  const element = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (form.refusals === 0) return;
    const wrong = element.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-problem]");
    wrong?.focus();
  }, [form.refusals]);

  return (
    <FormContext value={form.state}>
      <form
        ref={element}
        method="post"
        action={action}
        noValidate
        aria-label={label}
        onSubmit={(event) => {
          event.preventDefault();
          void form.submit();
        }}
        className={clsx("flex flex-col gap-5", className)}
      >
        {form.problem && <ProblemBanner problem={form.problem} />}
        {children}
      </form>
      {!mayBeLeft && <LeaveGuard isArmed={form.isDirty && !form.state.isBusy} />}
    </FormContext>
  );
}

/** Busy while the form is being sent. */
export function SubmitButton(props: ComponentProps<typeof Button>) {
  const form = use(FormContext);
  return <Button variant="primary" {...props} type="submit" isBusy={form?.isBusy ?? false} />;
}

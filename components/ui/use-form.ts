"use client";

import { useMemo, useRef, useState } from "react";
import { type Checks, loaded, type ShownProblem, unreachable } from "#lib/client/send.ts";
import type { FormState } from "./form-context.ts";
import { errorsByPointer, placeErrors, valueAt } from "./form-values.ts";
import { useFormValues } from "./use-form-values.ts";

interface FormOptions<Output> {
  /** The same schema with which the server reads it; one that is fetched comes with the first thing that is typed. */
  schema: Checks<Output>;
  initial: unknown;
  /** Sends it; a refusal comes back as a value and everything typed stays. */
  submit(values: Output): Promise<ShownProblem | undefined>;
}

export interface FormHandle {
  state: FormState;
  values: unknown;
  isDirty: boolean;
  /** Refused as a whole, or at a place for which there is no field. */
  problem: ShownProblem | undefined;
  /** Grows with each refusal, so that the keyboard can be led to it. */
  refusals: number;
  submit(): Promise<void>;
  reset(values: unknown): void;
}

export function useForm<Output>({ schema, initial, submit }: FormOptions<Output>): FormHandle {
  const { values, errors, setErrors, isDirty, setDirty, fields, change, check, register, reset } = useFormValues(
    schema,
    initial,
  );
  const [problem, setProblem] = useState<ShownProblem>();
  const [refusals, setRefusals] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const inFlight = useRef(false);

  const state = useMemo<FormState>(
    () => ({
      valueAt: (pointer) => valueAt(values, pointer),
      errorAt: (pointer) => errors.get(pointer),
      change,
      check,
      register,
      isBusy,
    }),
    [values, errors, change, check, register, isBusy],
  );

  function show(refusal: ShownProblem) {
    const { placed, rest } = placeErrors(refusal, fields.current);
    setErrors(placed);
    setProblem(rest);
    setRefusals((count) => count + 1);
  }

  async function submitOnce() {
    // A double click arrives before React has drawn the busy button.
    if (inFlight.current) return;
    inFlight.current = true;
    setBusy(true);
    setProblem(undefined);
    const refusal = await checkAndSubmit();
    inFlight.current = false;
    setBusy(false);
    if (refusal === undefined) setDirty(false);
    else show(refusal);
  }

  async function checkAndSubmit(): Promise<ShownProblem | undefined> {
    const checks = await loaded(schema);
    if (checks === undefined) return unreachable;
    const parsed = checks.safeParse(values);
    if (parsed.success) return submit(parsed.data);
    const found = [...errorsByPointer(checks, values)].map(([pointer, detail]) => ({ pointer, detail }));
    return { code: "invalid-input", title: "The input is not valid", errors: found };
  }

  return {
    state,
    values,
    isDirty,
    problem,
    refusals,
    submit: submitOnce,
    reset(next) {
      reset(next);
      setProblem(undefined);
    },
  };
}

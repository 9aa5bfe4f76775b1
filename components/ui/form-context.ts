"use client";

import { createContext, use, useEffect, useMemo } from "react";
import { pointerOf } from "./form-values.ts";

export interface FormState {
  valueAt(pointer: string): unknown;
  errorAt(pointer: string): string | undefined;
  change(pointer: string, value: unknown): void;
  /** Shows what is wrong with this one value, once its reader has left it. */
  check(pointer: string): void;
  /** A field that shows its own errors; what has no field is told above the form. */
  register(pointer: string): () => void;
  isBusy: boolean;
}

export interface BoundField {
  value: unknown;
  error: string | undefined;
  change(value: unknown): void;
  check(): void;
}

export const FormContext = createContext<FormState | undefined>(undefined);

/** The value, error and setters of one member of the surrounding form; undefined outside a form. */
export function useFormField(name: string | undefined): BoundField | undefined {
  const form = use(FormContext);
  const pointer = name === undefined ? undefined : pointerOf(name);
  const register = form?.register;

  useEffect(() => (pointer === undefined ? undefined : register?.(pointer)), [register, pointer]);

  const value = pointer === undefined ? undefined : form?.valueAt(pointer);
  const error = pointer === undefined ? undefined : form?.errorAt(pointer);
  const change = form?.change;
  const check = form?.check;

  return useMemo(() => {
    if (pointer === undefined || change === undefined || check === undefined) return undefined;
    return { value, error, change: (next) => change(pointer, next), check: () => check(pointer) };
  }, [pointer, value, error, change, check]);
}

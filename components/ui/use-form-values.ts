"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { type Checks, loaded } from "#lib/client/send.ts";
import { errorsByPointer, valueAt, withValueAt } from "./form-values.ts";
import { pressEnded } from "./press-ended.ts";

/** What was typed, what is wrong with it, and which places have a field that can say so. */
export function useFormValues(schema: Checks<unknown>, initial: unknown) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const [isDirty, setDirty] = useState(false);
  const fields = useRef(new Map<string, number>());
  const latest = useRef(values);
  useEffect(() => {
    latest.current = values;
  }, [values]);

  const change = useCallback(
    (pointer: string, value: unknown) => {
      // so that it is there once the field is left
      void loaded(schema);
      setValues((before: unknown) => withValueAt(before, pointer, value));
      setErrors((before) => without(before, pointer));
      setDirty(true);
    },
    [schema],
  );

  const check = useCallback(
    async (pointer: string) => {
      // Who only passes through an empty field is not told off for it; sending the form tells.
      const value = valueAt(latest.current, pointer);
      if (value === undefined || value === "") return;
      const [checks] = await Promise.all([loaded(schema), pressEnded()]);
      const found = checks && errorsByPointer(checks, latest.current).get(pointer);
      if (found !== undefined) setErrors((before) => new Map(before).set(pointer, found));
    },
    [schema],
  );

  const register = useCallback((pointer: string) => {
    const known = fields.current;
    known.set(pointer, (known.get(pointer) ?? 0) + 1);
    return () => {
      const left = (known.get(pointer) ?? 1) - 1;
      if (left === 0) known.delete(pointer);
      else known.set(pointer, left);
    };
  }, []);

  const reset = useCallback((next: unknown) => {
    setValues(next);
    setErrors(new Map());
    setDirty(false);
  }, []);

  return { values, errors, setErrors, isDirty, setDirty, fields, change, check, register, reset };
}

function without(errors: ReadonlyMap<string, string>, pointer: string): ReadonlyMap<string, string> {
  if (!errors.has(pointer)) return errors;
  const left = new Map(errors);
  left.delete(pointer);
  return left;
}

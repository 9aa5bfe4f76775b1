"use client";

import { Plus, X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button, IconButton } from "../ui/button.tsx";
import { valueAt } from "../ui/form-values.ts";

interface RowListProps {
  /** The array among the form's values. */
  pointer: string;
  values: unknown;
  change(pointer: string, value: unknown): void;
  title: string;
  emptyText: string;
  addLabel: string;
  rowsMax: number;
  newRow: object;
  row(pointer: string): ReactNode;
}

/** Rows of fields that are added and taken away; the keyboard follows into a new one. */
export function RowList({ pointer, values, change, title, emptyText, addLabel, rowsMax, newRow, row }: RowListProps) {
  const list = useRef<HTMLDivElement>(null);
  const value = valueAt(values, pointer);
  const rows: unknown[] = Array.isArray(value) ? value : [];

  function add() {
    change(pointer, [...rows, newRow]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>("[data-row]:last-of-type input")?.focus());
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 font-[550] text-small">{title}</legend>
      <div ref={list} className="flex flex-col gap-3">
        {rows.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the array is what names a row's fields
          <div key={index} data-row className="flex flex-wrap items-start gap-3">
            {row(`${pointer}/${index}`)}
            <IconButton
              label={`Take away row ${index + 1} of ${title.toLowerCase()}`}
              icon={<X aria-hidden />}
              className="mt-[27px]"
              onClick={() =>
                change(
                  pointer,
                  rows.filter((_row, other) => other !== index),
                )
              }
            />
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="text-faint text-small">{emptyText}</p>}
      {rows.length < rowsMax && (
        <Button size="small" onClick={add} className="self-start">
          <Plus aria-hidden /> {addLabel}
        </Button>
      )}
    </fieldset>
  );
}

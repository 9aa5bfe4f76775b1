"use client";

import { type Ref, useRef } from "react";

interface CodeAreaProps {
  id: string;
  value: string;
  onChange(text: string): void;
  /** Lines that are marked, counted from 1. */
  marked: ReadonlySet<number>;
  isReadOnly?: boolean | undefined;
  describedBy?: string | undefined;
  isInvalid?: boolean | undefined;
  textarea: Ref<HTMLTextAreaElement>;
}

/** A text area with line numbers. It grows with the text, so that the numbers stay beside their lines. */
export function CodeArea({ id, value, onChange, marked, isReadOnly, describedBy, isInvalid, textarea }: CodeAreaProps) {
  const numbers = useRef<HTMLDivElement>(null);
  const lines = Math.max(value.split("\n").length, LINES_MIN);
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] overflow-hidden rounded-card border border-line-control bg-surface font-mono text-[0.8125rem] leading-[1.6] focus-within:border-focus focus-within:outline-2 focus-within:outline-focus focus-within:-outline-offset-1">
      <div
        ref={numbers}
        aria-hidden="true"
        className="select-none border-line border-r bg-sunken py-2.5 text-right text-faint tabular-nums"
      >
        {Array.from({ length: lines }, (_, index) => index + 1).map((line) => (
          <div key={line} className={marked.has(line) ? "bg-bad-soft px-2.5 font-semibold text-bad" : "px-2.5"}>
            {line}
          </div>
        ))}
      </div>
      <textarea
        ref={textarea}
        id={id}
        value={value}
        rows={lines}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        readOnly={isReadOnly}
        aria-describedby={describedBy}
        aria-invalid={isInvalid || undefined}
        onChange={(event) => onChange(event.target.value)}
        className="block w-full resize-none overflow-x-auto whitespace-pre bg-transparent px-3 py-2.5 text-ink outline-none"
      />
    </div>
  );
}

const LINES_MIN = 14;

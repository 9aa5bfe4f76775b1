"use client";

import clsx from "clsx";
import { FileUp } from "lucide-react";
import { useId, useRef, useState } from "react";
import type { ShownProblem } from "#lib/client/send.ts";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Spinner } from "../ui/spinner.tsx";

/** Takes one file, dropped or chosen. */
export function FileDrop({ onFile }: { onFile(file: File): Promise<ShownProblem | undefined> }) {
  const id = useId();
  const inFlight = useRef(false);
  const [name, setName] = useState<string>();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function take(file: File | undefined) {
    if (file === undefined || inFlight.current) return;
    inFlight.current = true;
    setName(file.name);
    const refusal = file.size > BYTES_MAX ? tooLarge(file) : await onFile(file);
    setProblem(refusal);
    inFlight.current = false;
    // without a refusal the page of the import follows
    if (refusal) setName(undefined);
  }

  return (
    <div className="flex flex-col gap-4">
      {problem && <ProblemBanner problem={problem} />}
      <label
        htmlFor={id}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
        className={clsx(
          "flex min-h-56 cursor-pointer flex-col items-center justify-center gap-1.5 rounded-card border border-dashed px-6 py-8 text-center transition-colors",
          "focus-within:outline-2 focus-within:outline-focus",
          isOver ? "border-accent bg-accent-soft" : "border-line-control hover:bg-sunken",
        )}
      >
        <span aria-hidden="true" className="mb-1 grid size-11 place-items-center rounded-card bg-sunken text-faint">
          {name === undefined ? <FileUp className="size-5" /> : <Spinner />}
        </span>
        <span className="break-all font-[550]">
          {name === undefined ? "Drop a file here, or choose one" : `Sending ${name}…`}
        </span>
        <span className="text-small text-soft">OpenAPI 3.1, 3.0 or Swagger 2.0 as JSON or YAML, up to 64 MiB</span>
        <input
          id={id}
          type="file"
          accept=".json,.yaml,.yml,.txt,application/json,application/yaml"
          className="sr-only"
          onChange={(event) => {
            void take(event.target.files?.[0]);
            // the same file can be chosen again after it was mended
            event.target.value = "";
          }}
        />
        <span role="status" className="sr-only">
          {name === undefined ? "" : `Sending ${name}`}
        </span>
      </label>
    </div>
  );
}

/** The server's bound; told before megabytes are sent for nothing. */
const BYTES_MAX = 64 * 1024 * 1024;

function tooLarge(file: File): ShownProblem {
  const size = Math.ceil(file.size / 1024 / 1024);
  return {
    code: "body-too-large",
    title: `${file.name} is too large`,
    detail: `It has ${size} MiB; 64 MiB is the most.`,
  };
}

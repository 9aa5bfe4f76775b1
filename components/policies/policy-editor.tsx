"use client";

import { useId, useRef, useState } from "react";
import type { Answer, ShownProblem } from "#lib/client/send.ts";
import { Button } from "../ui/button.tsx";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { LeaveGuard } from "../ui/leave-guard.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { CodeArea } from "./code-area.tsx";

interface PolicyEditorProps {
  label: string;
  /** YAML; empty where nothing was written yet. */
  text: string;
  isReadOnly?: boolean | undefined;
  /** Where the document stands in what is sent: the server's pointers begin with it. */
  pointerBase?: string | undefined;
  /** Sends it; with `mayOverwrite` also over what somebody else saved meanwhile. */
  save(document: unknown, mayOverwrite: boolean): Promise<Answer<unknown>>;
  onSaved(): void;
}

interface Fault {
  line: number | undefined;
  detail: string;
}

/** Edits one policy document as text. The server checks it; each fault leads to its line. */
export function PolicyEditor({ label, text, isReadOnly, pointerBase = "", save, onSaved }: PolicyEditorProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [value, setValue] = useState(text);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<ShownProblem>();
  const [isBusy, setBusy] = useState(false);
  const [saved, setSaved] = useState(text);
  const hasConflict = problem?.code === "precondition-failed";

  async function submit(mayOverwrite: boolean) {
    setBusy(true);
    const outcome = await send(value, mayOverwrite);
    setBusy(false);
    setFaults(outcome.faults);
    setProblem(outcome.problem);
    if (outcome.isSaved) {
      setSaved(value);
      onSaved();
    }
  }

  async function send(written: string, mayOverwrite: boolean) {
    const { parsePolicyText } = await import("#lib/client/policy-text.ts");
    const parsed = parsePolicyText(written);
    if (!parsed.isOk) return { faults: parsed.faults, problem: undefined, isSaved: false };
    const answer = await save(parsed.document, mayOverwrite);
    if (answer.isOk) return { faults: [], problem: undefined, isSaved: true };
    const inside = (answer.problem.errors ?? []).filter(({ pointer }) => pointer.startsWith(pointerBase));
    const faults = inside.map(({ pointer, detail }) => {
      const below = pointer.slice(pointerBase.length);
      return { line: parsed.lineOf(below), detail: `${below || "The document"} ${detail}` };
    });
    return { faults, problem: faults.length > 0 ? undefined : answer.problem, isSaved: false };
  }

  return (
    <div className="flex min-w-0 flex-col gap-3">
      {hasConflict && <ConflictBanner onOverwrite={() => void submit(true)} />}
      {problem && !hasConflict && <ProblemBanner problem={problem} onRetry={() => void submit(false)} />}
      <label htmlFor={id} className="font-[550] text-small">
        {label}
      </label>
      <CodeArea
        id={id}
        textarea={area}
        value={value}
        onChange={setValue}
        isReadOnly={isReadOnly}
        marked={new Set(faults.flatMap(({ line }) => line ?? []))}
        isInvalid={faults.length > 0}
        describedBy={`${id}-faults`}
      />
      <Faults id={`${id}-faults`} faults={faults} onChoose={(line) => goToLine(area.current, line)} />
      {!isReadOnly && (
        <div className="flex flex-wrap items-center gap-3">
          <Button variant="primary" isBusy={isBusy} disabled={value === saved} onClick={() => void submit(false)}>
            Check and save
          </Button>
          <p className="text-faint text-small">YAML or JSON. Comments are not kept.</p>
        </div>
      )}
      <LeaveGuard isArmed={!isReadOnly && value !== saved && !isBusy} />
    </div>
  );
}

interface FaultsProps {
  id: string;
  faults: Fault[];
  onChoose(line: number): void;
}

function Faults({ id, faults, onChoose }: FaultsProps) {
  return (
    <ul id={id} role="alert" className="flex flex-col gap-1 empty:hidden">
      {faults.map(({ line, detail }) => (
        <li key={`${line} ${detail}`} className="break-words text-bad text-small">
          {line === undefined ? (
            detail
          ) : (
            <button type="button" className="rounded-chip text-left hover:underline" onClick={() => onChoose(line)}>
              <b className="font-[550]">Line {line}:</b> {detail}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function goToLine(area: HTMLTextAreaElement | null, line: number) {
  if (area === null) return;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
}

import clsx from "clsx";
import type { TraceDetailView } from "#lib/traces/view.ts";
import { Badge } from "../ui/badge.tsx";
import type { Tone } from "../ui/tone.ts";
import { duration } from "./duration.ts";
import { StatusBadge } from "./status-badge.tsx";

type Step = TraceDetailView["record"]["steps"][number];

/** The steps of a call in their order, each with when it ran and what it read and changed. */
export function TraceTimeline({ steps, totalMs }: { steps: Step[]; totalMs: number }) {
  return (
    <ol className="flex flex-col">
      {steps.map((step) => (
        <li
          key={`${step.section} ${step.id} ${step.beganMs}`}
          className={clsx("min-w-0 border-line border-b px-5 py-3.5 last:border-b-0", step.inside !== null && "pl-10")}
        >
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <p className="flex min-w-0 flex-wrap items-center gap-2">
              <span className="font-[550]">{titleOf(step)}</span>
              <span className="wrap-anywhere text-faint text-tiny">{placeOf(step)}</span>
              <Outcome step={step} />
            </p>
            <p className="text-small text-soft tabular-nums">{duration(step.durationMs)}</p>
          </div>
          <Span step={step} totalMs={totalMs} />
          {step.detail !== "" && <p className="wrap-anywhere mt-1 text-small text-soft">{step.detail}</p>}
          <Notes step={step} />
        </li>
      ))}
    </ol>
  );
}

const frameNames: Record<string, string> = {
  route: "Find the operation",
  authenticate: "Authenticate",
  "plan-limits": "Limits of the plan",
};

function titleOf({ kind, name, id }: Step): string {
  if (kind === "attempt") return `${name} ${id}`;
  return kind === "frame" ? (frameNames[name] ?? name) : name;
}

function placeOf({ kind, scope, section, id }: Step): string {
  if (kind === "policy") return `${section === "onError" ? "on-error" : section} · ${scope} · ${id}`;
  return kind === "attempt" ? "backend" : "gateway";
}

const outcomes: Record<Step["outcome"], { tone: Tone; label: string } | undefined> = {
  next: undefined,
  answer: { tone: "info", label: "answered" },
  refusal: { tone: "warn", label: "refused" },
  fault: { tone: "bad", label: "failed" },
};

function Outcome({ step: { outcome, status, kind } }: { step: Step }) {
  const shown = kind === "attempt" && outcome === "answer" ? undefined : outcomes[outcome];
  return (
    <>
      {shown && <Badge tone={shown.tone}>{shown.label}</Badge>}
      {status !== null && <StatusBadge status={status} />}
    </>
  );
}

/** Where in the whole call the step ran. The words beside it say the same. */
function Span({ step: { beganMs, durationMs }, totalMs }: { step: Step; totalMs: number }) {
  const whole = Math.max(totalMs, beganMs + durationMs, 0.001);
  const from = (beganMs / whole) * 100;
  const width = Math.max(0.4, (durationMs / whole) * 100);
  return (
    <div aria-hidden className="mt-2 h-1.5 overflow-hidden rounded-full bg-sunken">
      <div
        className="h-full rounded-full bg-accent"
        style={{ marginLeft: `${Math.min(from, 99.6)}%`, width: `${Math.min(width, 100 - Math.min(from, 99.6))}%` }}
      />
    </div>
  );
}

function Notes({ step: { read, changed } }: { step: Step }) {
  if (read.length === 0 && changed.length === 0) return null;
  return (
    <dl className="mt-2 grid grid-cols-[minmax(6rem,14rem)_minmax(0,1fr)] gap-x-3 gap-y-1 text-small max-sm:grid-cols-1">
      {read.map(({ what, value }) => (
        <div key={`read ${what}`} className="contents">
          <dt className="wrap-anywhere text-faint">read {what}</dt>
          <dd className="wrap-anywhere min-w-0">
            {value === null ? <i className="text-faint">not there</i> : <code>{value}</code>}
          </dd>
        </div>
      ))}
      {changed.map(({ what, before, after }) => (
        <div key={`changed ${what} ${before} ${after}`} className="contents">
          <dt className="wrap-anywhere text-faint">changed {what}</dt>
          <dd className="wrap-anywhere min-w-0">
            {before !== null && (
              <>
                <del>
                  <code>{before}</code>
                </del>{" "}
              </>
            )}
            {after === null ? (
              <i className="text-faint">removed</i>
            ) : (
              <ins className="no-underline">
                <code>{after}</code>
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

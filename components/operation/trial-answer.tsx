"use client";

import { answerText, type Trial } from "#lib/client/trial-fetch.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { ProblemBanner, RequestId } from "../ui/problem-banner.tsx";
import { statusWords } from "./status-words.ts";

/** What the gateway answered, as it came: status, time, size, headers, body, and the id under which the call is logged. */
export function TrialAnswer({ trial }: { trial: Trial }) {
  if (!trial.isAnswered) return <ProblemBanner problem={trial.problem} />;
  const { answer, method } = trial;
  const type = answer.headers.find(([name]) => name === "content-type")?.[1] ?? "";
  return (
    <section aria-label="Answer" aria-live="polite" className="flex min-w-0 flex-col gap-2">
      <p className="break-all text-small text-soft">
        <span className="font-mono font-semibold">{method}</span> <code>{withoutQueryValues(answer.url)}</code>
      </p>
      <CodeBlock
        title={`${answer.status} ${answer.statusText || statusWords(String(answer.status))}`}
        language={type.includes("json") ? "json" : "text"}
        code={readable(answerText(answer), type)}
        details={
          <>
            <span className="tabular-nums">{plainNumber(answer.durationMs)} ms</span>
            <span className="tabular-nums">{plainNumber(answer.bytes)} B</span>
            {answer.isCut && <span>cut</span>}
          </>
        }
      />
      {answer.requestId && <RequestId id={answer.requestId} />}
      <details className="text-small">
        <summary className="cursor-pointer rounded-chip text-soft">{answer.headers.length} headers</summary>
        <dl className="mt-1 grid gap-x-3 sm:grid-cols-[auto_minmax(0,1fr)]">
          {answer.headers.map(([name, value]) => (
            <div key={`${name} ${value}`} className="contents">
              <dt className="font-mono text-faint text-tiny">{name}</dt>
              <dd className="break-all font-mono text-tiny">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
}

function readable(text: string, type: string): string {
  if (text === "") return "Without a body";
  if (!type.includes("json")) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    // the backend calls it JSON and it is none, or it was cut: shown as it came
    return text;
  }
}

/** The key may stand in the query; screens are seen by others. */
function withoutQueryValues(url: string): string {
  return url.replaceAll(/([?&][^=&]*key[^=&]*=)[^&]*/gi, "$1…");
}

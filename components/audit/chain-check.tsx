"use client";

import { ShieldCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ChainView } from "#lib/audit/view.ts";
import { verifyAuditChain } from "#lib/client/audit.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { plainNumber } from "../ui/number-format.ts";
import { ProblemBanner } from "../ui/problem-banner.tsx";

/** Whether the log is whole: each entry's hash covers the one before it, so that a removed or changed entry shows. */
export function ChainCheck() {
  const [isBusy, setBusy] = useState(false);
  const [checked, setChecked] = useState(0);
  const [report, setReport] = useState<ChainView>();
  const [problem, setProblem] = useState<ShownProblem>();

  async function verify() {
    setBusy(true);
    setChecked(0);
    const answer = await verifyAuditChain(setChecked);
    setBusy(false);
    setReport(answer.isOk ? answer.value : undefined);
    setProblem(answer.isOk ? undefined : answer.problem);
  }

  if (problem) return <ProblemBanner problem={problem} onRetry={() => void verify()} />;
  const again = (
    <Button size="small" onClick={() => void verify()} isBusy={isBusy}>
      <ShieldCheck aria-hidden /> {report ? "Verify again" : "Verify the chain"}
    </Button>
  );
  return (
    <div role="status">
      {report ? (
        <Report report={report} action={again} />
      ) : (
        <Banner title="Each entry is chained to the one before it" action={again}>
          {isBusy
            ? `${plainNumber(checked)} entries are sound so far…`
            : "Verifying walks the log of the whole installation and finds what was changed or removed."}
        </Banner>
      )}
    </div>
  );
}

function Report({ report, action }: { report: ChainView; action: ReactNode }) {
  const entries = `${plainNumber(report.entries)} ${report.entries === 1 ? "entry" : "entries"}`;
  if (report.broken) {
    const why = report.broken.why === "changed" ? "was changed" : "does not follow from the entry before it";
    return (
      <Banner tone="bad" title={`The log is broken at entry ${report.broken.id}: it ${why}`} action={action}>
        {entries} before it are sound. Compare with a backup before anything else is done.
      </Banner>
    );
  }
  return (
    <Banner tone="good" title={`The log is whole: ${entries}`} action={action}>
      Keep the head elsewhere to see later whether entries were cut off at the end:{" "}
      <code className="text-tiny [overflow-wrap:anywhere]">{report.head}</code>{" "}
      <CopyButton text={report.head} label="Copy the head" isIconOnly />
    </Banner>
  );
}

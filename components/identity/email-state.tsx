"use client";

import { useState } from "react";
import { requestEmailVerification } from "#lib/client/account.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";

interface EmailStateProps {
  email: string;
  isVerified: boolean;
  /** False where no mail server is set: then an administrator passes mail on. */
  isMailSent: boolean;
}

export function EmailState({ email, isVerified, isMailSent }: EmailStateProps) {
  const [isBusy, setBusy] = useState(false);
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function send() {
    setBusy(true);
    const refusal = await requestEmailVerification();
    setBusy(false);
    setProblem(refusal);
    setSent(!refusal);
  }

  return (
    <div className="flex flex-col gap-2">
      <p className="font-[550] text-small">E-mail address</p>
      <p className="flex flex-wrap items-center gap-2.5 break-all">
        {email} <Badge tone={isVerified ? "good" : "warn"}>{isVerified ? "Confirmed" : "Not confirmed"}</Badge>
      </p>
      {problem && <ProblemBanner problem={problem} />}
      {!isVerified && (
        <div className="flex flex-wrap items-center gap-3">
          <Button size="small" isBusy={isBusy} onClick={() => void send()}>
            {isSent ? "Send again" : "Send the confirming mail"}
          </Button>
          <p role="status" className="text-small text-soft">
            {isSent &&
              (isMailSent ? "It is on its way." : "No mail server is set here: an administrator can pass it on.")}
          </p>
        </div>
      )}
    </div>
  );
}

"use client";

import { useState } from "react";
import { verifyEmail } from "#lib/client/account.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { Banner } from "../ui/banner.tsx";
import { Button, ButtonLink } from "../ui/button.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { useMailedProof } from "./use-mailed-proof.ts";

/** Waits for the reader: programs that look into mails open their links, but press no buttons. */
export function VerifyEmail() {
  const proof = useMailedProof();
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<ShownProblem>();

  async function confirm() {
    setBusy(true);
    const refusal = await verifyEmail(proof ?? "");
    setBusy(false);
    setProblem(refusal);
    setDone(!refusal);
  }

  if (isDone) {
    return (
      <div role="status">
        <Banner
          tone="good"
          title="Your address is confirmed"
          action={
            <ButtonLink size="small" href="/">
              Go on
            </ButtonLink>
          }
        />
      </div>
    );
  }
  if (proof === "") {
    return (
      <Banner tone="warn" title="The link is not whole">
        Open it from the mail, or copy all of it: mail programs break long lines.
      </Banner>
    );
  }
  return (
    <div className="flex flex-col items-start gap-4">
      {problem && <ProblemBanner problem={problem} />}
      {problem?.code === "link-not-valid" ? (
        <ButtonLink href="/account">Have a new mail sent</ButtonLink>
      ) : (
        <Button variant="primary" isBusy={isBusy} onClick={() => void confirm()}>
          Confirm my address
        </Button>
      )}
    </div>
  );
}

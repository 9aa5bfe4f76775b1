"use client";

import { Button } from "../ui/button.tsx";
import { StatusPage } from "./status-page.tsx";

interface ServerErrorStatusProps {
  error: unknown;
  onRetry(): void;
}

/** The digest stands in the server's log beside the whole error; nothing else of it leaves the server. */
export function ServerErrorStatus({ error, onRetry }: ServerErrorStatusProps) {
  const actions = (
    <Button variant="primary" onClick={onRetry}>
      Try again
    </Button>
  );
  return (
    <StatusPage title="Something went wrong on our side" actions={actions} requestId={digestOf(error)}>
      <p>Nothing that you saved before is lost. If it happens again, quote the number below.</p>
    </StatusPage>
  );
}

function digestOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

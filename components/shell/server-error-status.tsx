"use client";

import { Button } from "../ui/button.tsx";
import { digestOf } from "./digest.ts";
import { StatusPage } from "./status-page.tsx";

interface ServerErrorStatusProps {
  error: unknown;
  onRetry(): void;
}

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

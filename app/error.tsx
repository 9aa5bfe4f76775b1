"use client";

import { ServerErrorStatus } from "#components/shell/server-error-status.tsx";

interface ErrorProps {
  error: unknown;
  retry(): void;
}

export default function ServerError({ error, retry }: ErrorProps) {
  return (
    <main>
      <ServerErrorStatus error={error} onRetry={retry} />
    </main>
  );
}

"use client";

import dynamic from "next/dynamic";

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

/* Fetched when something fails; where even that does, global-error.tsx has it in its own script. */
const ServerErrorStatus = dynamic(() =>
  import("#components/shell/server-error-status.tsx").then((module) => module.ServerErrorStatus),
);

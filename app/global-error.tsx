"use client";

import "./globals.css";
import { ServerErrorStatus } from "#components/shell/server-error-status.tsx";

interface GlobalErrorProps {
  error: unknown;
  retry(): void;
}

/** When even the root layout failed: it brings its own document, in the system's theme. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main>
          <ServerErrorStatus error={error} onRetry={retry} />
        </main>
      </body>
    </html>
  );
}

"use client";

import "./globals.css";
import { digestOf } from "#components/shell/digest.ts";

interface GlobalErrorProps {
  error: unknown;
  retry(): void;
}

/** When even the root layout failed: it brings its own document, in the system's theme, and of script next to nothing. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  const digest = digestOf(error);
  return (
    <html lang="en">
      <body>
        <title>Something went wrong</title>
        <main className="mx-auto flex max-w-[27rem] flex-col items-center gap-4 px-6 py-32 text-center">
          <h1>Something went wrong on our side</h1>
          <p className="text-soft">Nothing that you saved before is lost. Loading the page again may help.</p>
          <button
            type="button"
            onClick={retry}
            className="h-[34px] rounded-control border border-accent bg-accent px-[13px] font-[550] text-accent-ink"
          >
            Try again
          </button>
          {digest && (
            <p className="text-small text-soft">
              Request <code>{digest}</code>
            </p>
          )}
        </main>
      </body>
    </html>
  );
}

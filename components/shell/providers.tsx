"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { RefusedError } from "#lib/client/send.ts";
import { Toasts } from "../ui/toast.tsx";

interface ProvidersProps {
  /** Of this answer's content security policy: the theme is set by an inline script, before the first paint. */
  nonce: string | undefined;
  children: ReactNode;
}

export function Providers({ nonce, children }: ProvidersProps) {
  const [queries] = useState(makeQueryClient);
  return (
    <ThemeProvider
      attribute="data-theme"
      enableColorScheme={false}
      disableTransitionOnChange
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={queries}>
        <NuqsAdapter>
          {children}
          <Toasts />
        </NuqsAdapter>
      </QueryClientProvider>
    </ThemeProvider>
  );
}

/** What the server refused stays refused; what could not be reached may work the next time. */
function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < RETRIES_MAX && isPassing(error),
      },
    },
  });
}

const STALE_MS = 10_000;
const RETRIES_MAX = 2;

function isPassing(error: Error): boolean {
  return error instanceof RefusedError && ["unreachable", "unavailable", "internal"].includes(error.problem.code);
}

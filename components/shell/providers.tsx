"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { RefusedError } from "#lib/client/send.ts";
import { Toasts } from "../ui/toasts.tsx";

export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <NuqsAdapter>
        {children}
        <Toasts />
      </NuqsAdapter>
    </QueryClientProvider>
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

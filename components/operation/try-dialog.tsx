"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { readTryForm } from "#lib/client/reference.ts";
import { accepted, RefusedError } from "#lib/client/send.ts";
import type { Trial } from "#lib/client/trial-fetch.ts";
import { Dialog } from "../ui/dialog.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { TrialAnswer } from "./trial-answer.tsx";
import { TryKey } from "./try-key.tsx";
import type { TryTarget } from "./try-types.ts";
import { useTrialKey } from "./use-trial-key.ts";

interface TryDialogProps {
  target: TryTarget;
  isOpen: boolean;
  onClose(): void;
}

/** A real call through the gateway, from the page, with the reader's own key. */
export function TryDialog({ target, isOpen, onClose }: TryDialogProps) {
  const [trial, setTrial] = useState<Trial>();
  const chosen = useTrialKey(target.subscriptions);
  const form = useQuery({
    queryKey: ["try", target.at, target.operation],
    queryFn: async ({ signal }) => accepted(await readTryForm(target.at, target.operation, signal)),
    staleTime: Number.POSITIVE_INFINITY,
  });

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="large"
      title="Try it"
      description="The call goes through the gateway to the real API, and counts like any other."
    >
      <div className="flex min-w-0 flex-col gap-5">
        {target.key && <TryKey target={target} chosen={chosen} />}
        {form.isPending && <FormSkeleton />}
        {form.error instanceof RefusedError && (
          <ProblemBanner problem={form.error.problem} onRetry={() => void form.refetch()} />
        )}
        {form.data && <TryForm document={form.data} target={target} keyText={chosen.key} onTrial={setTrial} />}
        {trial && <TrialAnswer trial={trial} />}
      </div>
    </Dialog>
  );
}

const TryForm = dynamic(() => import("./try-form.tsx").then((module) => module.TryForm), {
  ssr: false,
  loading: FormSkeleton,
});

function FormSkeleton() {
  return (
    <div role="status" className="space-y-3">
      <span className="sr-only">Loading the form</span>
      <Skeleton className="h-8 w-1/3" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-9 w-28" />
    </div>
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { importQuery, isOpen } from "#lib/client/imports.ts";
import { RefusedError } from "#lib/client/send.ts";
import type { ImportView } from "#lib/imports/view.ts";
import { Card } from "../ui/card.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Progress } from "../ui/progress.tsx";

/** Tells how far it is; once it is through, the page shows what came of it. */
export function ImportProgress({ workspace, initial }: { workspace: string; initial: ImportView }) {
  const router = useRouter();
  const { data, error, refetch } = useQuery(importQuery(workspace, initial));
  const isThrough = !isOpen(data);

  useEffect(() => {
    if (isThrough) router.refresh();
  }, [isThrough, router]);

  return (
    <Card>
      {error instanceof RefusedError && <ProblemBanner problem={error.problem} onRetry={() => void refetch()} />}
      <Progress label={data.step || "Waiting"} share={data.percent / 100} />
      <p className="mt-3 text-small text-soft">
        It goes on when you leave this page; the list of imports leads back here.
      </p>
    </Card>
  );
}

import type { Metadata } from "next";
import { Jobs } from "#components/installation/jobs.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { readJobs } from "#lib/jobs/read-jobs.ts";
import { read } from "../../../_reader/read.ts";

export const metadata: Metadata = { title: "Background work" };

export default async function JobsPage() {
  const jobs = await read(readJobs);
  return (
    <ConsolePage title="Background work" description="What waits, runs and was given up: imports, mails, snapshots.">
      <Jobs initial={jobs} />
    </ConsolePage>
  );
}

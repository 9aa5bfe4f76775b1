import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Cause } from "#components/snapshots/cause.tsx";
import { ChangeTable } from "#components/snapshots/change-table.tsx";
import { RestoreButton } from "#components/snapshots/restore-button.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { KeyValueList } from "#components/ui/key-value-list.tsx";
import { plainNumber } from "#components/ui/number-format.ts";
import { Time } from "#components/ui/time.tsx";
import { mayInstallation } from "#lib/authz/authorize.ts";
import { readGroup } from "#lib/fleet/read-group.ts";
import { snapshotParams } from "#lib/publishing/input.ts";
import { readSnapshot } from "#lib/publishing/read-snapshots.ts";
import type { SnapshotDetailView } from "#lib/publishing/view.ts";
import { read, readerContext } from "../../../../../_reader/read.ts";

export const metadata: Metadata = { title: "Snapshot" };

interface SnapshotPageProps {
  params: Promise<{ group: string; generation: string }>;
}

export default async function SnapshotPage({ params }: SnapshotPageProps) {
  const parsed = snapshotParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { group, generation } = parsed.data;
  const [snapshot, { gateways }, { actor }] = await Promise.all([
    read((ctx) => readSnapshot(ctx, group, generation)),
    read((ctx) => readGroup(ctx, group)),
    readerContext(),
  ]);
  const isNewest = generation === snapshot.newestGeneration;
  const served = gateways.current + gateways.behind + gateways.refusing + gateways.silent;
  return (
    <ConsolePage
      title={`Generation ${generation}`}
      badges={isNewest && <Badge tone="good">newest</Badge>}
      crumbs={[
        { label: "Snapshots", href: `/console/installation/snapshots?${new URLSearchParams({ group })}` },
        { label: `${group}, generation ${generation}` },
      ]}
      actions={
        !isNewest &&
        mayInstallation(actor, "snapshot.restore") && <RestoreButton snapshot={snapshot} gateways={served} />
      }
    >
      <div className="flex max-w-5xl flex-col gap-5">
        <Card>
          <Facts snapshot={snapshot} />
        </Card>
        <section>
          <h2 className="mb-3">
            {generation === 1 ? "What changed" : `What differs from generation ${generation - 1}`}
          </h2>
          <ChangeTable changes={snapshot.changes} />
        </section>
      </div>
    </ConsolePage>
  );
}

function Facts({ snapshot }: { snapshot: SnapshotDetailView }) {
  const parts = Object.values(snapshot.parts);
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return (
    <KeyValueList
      items={[
        { key: "Built", value: <Time at={snapshot.builtAt} /> },
        { key: "Cause", value: <Cause snapshot={snapshot} /> },
        { key: "Size", value: `${plainNumber(parts.length)} parts, ${plainNumber(Math.ceil(bytes / 1000))} kB` },
        { key: "Asks for", value: snapshot.requires.join(", ") || "nothing that an old gateway could not do" },
        {
          key: "SHA-256",
          value: (
            <>
              <code className="break-all text-tiny">{snapshot.sha256}</code>{" "}
              <CopyButton text={snapshot.sha256} label="Copy the hash" isIconOnly />
            </>
          ),
        },
      ]}
    />
  );
}

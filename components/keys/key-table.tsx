import { KeyRound } from "lucide-react";
import type { KeyView } from "#lib/keys/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import type { Tone } from "../ui/tone.ts";
import { keyMarks, keyName } from "./key-name.ts";

interface KeyTableProps {
  keys: KeyView[];
  mayRotate: boolean;
  mayRevoke: boolean;
  onRotate(key: KeyView): void;
  onRevoke(key: KeyView): void;
}

export function KeyTable({ keys, ...may }: KeyTableProps) {
  return (
    <Table
      caption="Keys"
      columns={columns(may)}
      rows={keys}
      keyOf={({ id }) => id}
      empty={
        <EmptyState icon={<KeyRound />} title="No keys">
          {may.mayRotate
            ? "Make one to send the first call."
            : "Keys are made by the team that holds the subscription."}
        </EmptyState>
      }
    />
  );
}

function columns({ mayRotate, mayRevoke, onRotate, onRevoke }: Omit<KeyTableProps, "keys">): Column<KeyView>[] {
  return [
    {
      id: "key",
      header: "Key",
      cell: (key) => (
        <>
          {key.label && <span className="block break-words font-[550]">{key.label}</span>}
          <code className="whitespace-nowrap text-small text-soft">
            {key.kind === "client" ? "client of tokens" : keyMarks(key)}
          </code>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: ({ state }) => <Badge tone={states[state].tone}>{states[state].word}</Badge>,
    },
    { id: "made", header: "Made", hideBelow: "sm", cell: ({ createdAt }) => <Time at={createdAt} form="day" /> },
    { id: "end", header: "End", hideBelow: "md", cell: (key) => <End {...key} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (key) => (
        <span className="inline-flex flex-wrap justify-end gap-2">
          {mayRotate && key.kind === "key" && key.state === "working" && (
            <Button size="small" aria-label={`Replace ${keyName(key)}`} onClick={() => onRotate(key)}>
              Replace
            </Button>
          )}
          {mayRevoke && key.kind === "key" && (key.state === "working" || key.state === "rotated") && (
            <Button size="small" aria-label={`Revoke ${keyName(key)}`} onClick={() => onRevoke(key)}>
              Revoke
            </Button>
          )}
        </span>
      ),
    },
  ];
}

function End({ revokedAt, expiresAt }: KeyView) {
  const at = revokedAt ?? expiresAt;
  return at ? <Time at={at} /> : <span className="text-faint">with the subscription</span>;
}

const states: Record<KeyView["state"], { word: string; tone: Tone }> = {
  working: { word: "works", tone: "good" },
  rotated: { word: "replaced", tone: "warn" },
  expired: { word: "expired", tone: "neutral" },
  revoked: { word: "revoked", tone: "neutral" },
};

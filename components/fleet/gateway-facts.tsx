import Link from "next/link";
import type { GatewayView } from "#lib/fleet/view.ts";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";
import { Generation } from "./generation.tsx";
import { Load } from "./load.tsx";

export function GatewayFacts({ gateway }: { gateway: GatewayView }) {
  const { group, labels, softwareVersion, capabilities, lastSeenAt, startedAt, createdAt } = gateway;
  const never = <span className="text-faint">never</span>;
  return (
    <KeyValueList
      items={[
        {
          key: "Group",
          value: (
            <Link href={`/console/installation/groups/${group}`} className="text-accent underline">
              {group}
            </Link>
          ),
        },
        { key: "Serves", value: <Generation gateway={gateway} /> },
        { key: "Load", value: <Load gateway={gateway} /> },
        { key: "Last seen", value: lastSeenAt ? <Time at={lastSeenAt} form="since" /> : never },
        { key: "Running since", value: startedAt ? <Time at={startedAt} /> : never },
        { key: "Version", value: softwareVersion || <span className="text-faint">not reported</span> },
        { key: "Registered", value: <Time at={createdAt} /> },
        { key: "Labels", value: <Chips texts={Object.entries(labels).map(([name, text]) => `${name}: ${text}`)} /> },
        { key: "Can do", value: <Chips texts={capabilities} /> },
      ]}
    />
  );
}

function Chips({ texts }: { texts: string[] }) {
  if (texts.length === 0) return <span className="text-faint">none</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {texts.map((text) => (
        <code key={text} className="wrap-anywhere rounded-chip bg-sunken px-1.5 text-tiny">
          {text}
        </code>
      ))}
    </span>
  );
}

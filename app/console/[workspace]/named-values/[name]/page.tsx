import type { Metadata } from "next";
import { consolePaths } from "#components/apis/api-paths.ts";
import { DeleteNamedValue } from "#components/named-values/delete-named-value.tsx";
import { kinds } from "#components/named-values/kinds.ts";
import { NamedValueForm } from "#components/named-values/named-value-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { readNamedValue, readNamedValueUses } from "#lib/policies/read-named-values.ts";
import { read } from "../../../../_reader/read.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Named value" };

interface NamedValuePageProps {
  params: Promise<{ workspace: string; name: string }>;
}

export default async function NamedValuePage({ params }: NamedValuePageProps) {
  const { workspace, name } = await params;
  const [value, { usedBy }, permissions] = await Promise.all([
    read((ctx) => readNamedValue(ctx, workspace, name)),
    read((ctx) => readNamedValueUses(ctx, workspace, name)),
    workspacePermissions(workspace),
  ]);
  const mayChange = permissions.has("named-value.change");
  const { label, detail, tone } = kinds[value.kind];
  return (
    <ConsolePage
      title={value.name}
      badges={
        <Badge tone={tone} isPlain>
          {label}
        </Badge>
      }
      description={
        <span className="inline-flex flex-wrap items-center gap-1">
          <code className="break-all">{`{{${value.name}}}`}</code>
          <CopyButton text={`{{${value.name}}}`} label="Copy as policies write it" isIconOnly />
        </span>
      }
      crumbs={[{ label: "Named values", href: consolePaths.namedValues(workspace) }, { label: value.name }]}
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          {mayChange && usedBy.length > 0 && (
            <Banner tone="warn" title="Policies name it">
              A change is in force within seconds, unless a policy would be wrong with it.
            </Banner>
          )}
          <Card>
            {mayChange ? (
              <NamedValueForm key={value.rowVersion} workspace={workspace} value={value} />
            ) : (
              <p className="break-words text-small text-soft">{value.value ?? detail}</p>
            )}
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="In use by">
            {usedBy.length === 0 ? (
              <p className="text-small text-soft">No policy in force.</p>
            ) : (
              <ul className="list-disc pl-4 text-small">
                {usedBy.map((place) => (
                  <li key={place} className="break-words">
                    {place}
                  </li>
                ))}
              </ul>
            )}
          </Card>
          {mayChange && usedBy.length === 0 && (
            <Card title="Taking it away">
              <DeleteNamedValue workspace={workspace} name={name} />
            </Card>
          )}
        </div>
      </div>
    </ConsolePage>
  );
}

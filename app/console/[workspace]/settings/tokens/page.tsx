import type { Metadata } from "next";
import { TokenForm } from "#components/identity/token-form.tsx";
import { TokenList } from "#components/identity/token-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { pageInput } from "#lib/contract/paging.ts";
import { listTokens } from "#lib/tokens/list.ts";
import { possibleForWorkspace } from "#lib/tokens/token.ts";
import { readWorkspace } from "#lib/workspaces/read.ts";
import { read, readerContext } from "../../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../../_reader/search.ts";
import { SettingsPage } from "../_parts/settings-page.tsx";

export const metadata: Metadata = { title: "Service tokens" };

interface TokensPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function WorkspaceTokensPage({ params, searchParams }: TokensPageProps) {
  const { workspace } = await params;
  const input = await searchOf(pageInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listTokens(ctx, { ...input, kind: "workspace", workspace }));
  const { id } = await read((ctx) => readWorkspace(ctx, workspace));
  const { actor, now } = await readerContext();
  return (
    <SettingsPage workspace={workspace}>
      <Card
        title="New service token"
        description="For pipelines and tools that act as the workspace, whoever comes and goes. Give it no more than it needs."
      >
        <TokenForm owner={{ kind: "workspace", workspace }} permissions={[...possibleForWorkspace(actor, id)]} />
      </Card>
      <div>
        <TokenList tokens={items} now={now().getTime()} />
        <CursorPager nextCursor={nextCursor} shown={`${items.length} ${items.length === 1 ? "token" : "tokens"}`} />
      </div>
    </SettingsPage>
  );
}

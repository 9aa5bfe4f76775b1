import type { Metadata } from "next";
import { TokenForm } from "#components/identity/token-form.tsx";
import { TokenList } from "#components/identity/token-list.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { pageInput } from "#lib/contract/paging.ts";
import { listTokens } from "#lib/tokens/list.ts";
import { possibleForInstallation } from "#lib/tokens/token.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Service tokens of the installation" };

export default async function InstallationTokensPage({ searchParams }: { searchParams: SearchParams }) {
  const input = await searchOf(pageInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listTokens(ctx, { ...input, kind: "installation" }));
  const { actor, now } = await readerContext();
  return (
    <ConsolePage
      title="Service tokens"
      description="For automation of the installation itself: people, gateways, snapshots, workspaces."
    >
      <div className="flex max-w-4xl flex-col gap-5">
        <Card
          title="New service token"
          description="It acts for the installation, whoever comes and goes. Give it no more than it needs."
        >
          <TokenForm owner={{ kind: "installation" }} permissions={[...possibleForInstallation(actor)]} />
        </Card>
        <div>
          <TokenList tokens={items} now={now().getTime()} />
          <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 token" : `${items.length} tokens`} />
        </div>
      </div>
    </ConsolePage>
  );
}

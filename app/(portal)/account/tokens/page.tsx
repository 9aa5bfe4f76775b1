import type { Metadata } from "next";
import { AccountPage } from "#components/identity/account-page.tsx";
import { TokenForm } from "#components/identity/token-form.tsx";
import { TokenList } from "#components/identity/token-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { pageInput } from "#lib/contract/paging.ts";
import { listTokens } from "#lib/tokens/list.ts";
import { possiblePersonal } from "#lib/tokens/token.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Access tokens" };

export default async function TokensPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchOf(pageInput, searchParams);
  const tokens = await read((ctx) => listTokens(ctx, { ...query, kind: "personal" }));
  const { actor } = await readerContext();
  return (
    <AccountPage>
      <Card
        title="New access token"
        description="For scripts and tools that call the management API as you. Give it no more than it needs."
      >
        <TokenForm permissions={[...possiblePersonal(actor)]} />
      </Card>
      <div>
        <TokenList tokens={tokens.items} now={Date.now()} />
        <CursorPager nextCursor={tokens.nextCursor} shown={counted(tokens.items.length, "token")} />
      </div>
    </AccountPage>
  );
}

import type { Metadata } from "next";
import { UserTable } from "#components/installation/user-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { type Filter, FilterBar } from "#components/ui/filter-bar.tsx";
import { personId } from "#lib/authz/actor.ts";
import { mayInstallation } from "#lib/authz/authorize.ts";
import { userSearch } from "#lib/identity/input.ts";
import { listUsers } from "#lib/identity/list-users.ts";
import { read, readerContext } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "People" };

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const input = await searchOf(userSearch, searchParams);
  const { items, nextCursor } = await read((ctx) => listUsers(ctx, input));
  const { actor } = await readerContext();
  return (
    <ConsolePage title="People" description="Everybody with an account here. Roles are given in each workspace.">
      <div className="mb-3.5">
        <FilterBar searchLabel="Name or e-mail address" filters={filters} />
      </div>
      <UserTable users={items} ownId={personId(actor) ?? undefined} mayChange={mayInstallation(actor, "user.change")} />
      <CursorPager nextCursor={nextCursor} shown={items.length === 1 ? "1 person" : `${items.length} people`} />
    </ConsolePage>
  );
}

const filters: Filter[] = [
  {
    key: "state",
    label: "State",
    options: ["active", "pending", "blocked"].map((value) => ({ value, label: value })),
  },
];

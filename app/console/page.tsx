import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { NewWorkspaceForm } from "#components/console/new-workspace-form.tsx";
import { WorkspaceList } from "#components/console/workspace-list.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { mayInstallation } from "#lib/authz/authorize.ts";
import { pageInput } from "#lib/contract/paging.ts";
import { Problem } from "#lib/contract/problem.ts";
import { listWorkspaces } from "#lib/workspaces/list.ts";
import { read } from "../_reader/read.ts";
import { type SearchParams, searchOf } from "../_reader/search.ts";
import { ConsoleFrame } from "./_frame/console-frame.tsx";

export const metadata: Metadata = { title: { absolute: "Console" } };

/** The door of the console: straight into the only workspace, else the choice among them, or the making of the first one. */
export default async function ConsoleDoor({ searchParams }: { searchParams: SearchParams }) {
  const input = await searchOf(pageInput, searchParams);
  const { page, mayCreate } = await read(async (ctx) => {
    if (ctx.actor.kind === "anonymous") throw new Problem("not-signed-in");
    return {
      page: await listWorkspaces(ctx, input),
      mayCreate: mayInstallation(ctx.actor, "workspace.create"),
    };
  });
  const [only, ...others] = page.items;
  if (only && others.length === 0 && !mayCreate && input.cursor === undefined) redirect(`/console/${only.slug}`);
  return (
    <ConsoleFrame>
      <ConsolePage
        title="Workspaces"
        description="A workspace is a team that publishes: its APIs, products and people."
      >
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_23.75rem]">
          <div>
            <WorkspaceList workspaces={page.items} empty={<NoWorkspace mayCreate={mayCreate} />} />
            {page.items.length > 0 && (
              <CursorPager
                nextCursor={page.nextCursor}
                shown={`${page.items.length} ${page.items.length === 1 ? "workspace" : "workspaces"}`}
              />
            )}
          </div>
          {mayCreate && (
            <Card title={only ? "New workspace" : "The first workspace"}>
              <NewWorkspaceForm />
            </Card>
          )}
        </div>
      </ConsolePage>
    </ConsoleFrame>
  );
}

function NoWorkspace({ mayCreate }: { mayCreate: boolean }) {
  if (mayCreate) {
    return (
      <EmptyState title="You are in no workspace yet">Create one, or ask an owner to add you to theirs.</EmptyState>
    );
  }
  return (
    <EmptyState title="You are in no workspace yet" action={<ButtonLink href="/">Go to the portal</ButtonLink>}>
      The console is for teams that publish APIs. An owner of a workspace can add you by your e-mail address.
    </EmptyState>
  );
}

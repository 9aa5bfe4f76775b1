"use client";

import { useCallback } from "react";
import { searchWorkspace } from "#lib/client/search.ts";
import type { CommandGroup, FindCommands } from "../shell/command.ts";
import { CommandPaletteHost } from "../shell/command-palette-host.tsx";

interface ConsolePaletteProps {
  workspace: string | undefined;
  groups: CommandGroup[];
}

/** The palette of the console: pages and actions at once, things of the workspace as they are found. */
export function ConsolePalette({ workspace, groups }: ConsolePaletteProps) {
  const find = useCallback<FindCommands>(
    async (text, signal) => {
      if (workspace === undefined) return { isOk: true, value: [], etag: undefined };
      const answer = await searchWorkspace(workspace, text, signal);
      return answer.isOk ? { ...answer, value: toGroups(workspace, answer.value) } : answer;
    },
    [workspace],
  );
  return <CommandPaletteHost groups={groups.filter(({ items }) => items.length > 0)} find={find} />;
}

type Found = Extract<Awaited<ReturnType<typeof searchWorkspace>>, { isOk: true }>["value"];

function toGroups(workspace: string, { apis, products, applications, developers }: Found): CommandGroup[] {
  const at = `/console/${workspace}`;
  return [
    { label: "APIs", items: apis.map(({ slug, name }) => ({ label: name, detail: slug, href: `${at}/apis/${slug}` })) },
    {
      label: "Products",
      items: products.map(({ slug, name }) => ({ label: name, detail: slug, href: `${at}/products/${slug}` })),
    },
    {
      label: "Applications",
      items: applications.map(({ id, name, team }) => ({
        label: name,
        detail: team.name,
        href: `${at}/subscriptions?application=${id}`,
      })),
    },
    {
      label: "Developers",
      items: developers.map(({ id, name }) => ({ label: name, href: `${at}/developers/${id}` })),
    },
  ].filter(({ items }) => items.length > 0);
}

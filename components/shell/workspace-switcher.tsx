"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";

export interface WorkspaceEntry {
  slug: string;
  name: string;
  href: string;
}

interface WorkspaceSwitcherProps {
  workspaces: WorkspaceEntry[];
  currentSlug: string | undefined;
}

export function WorkspaceSwitcher({ workspaces, currentSlug }: WorkspaceSwitcherProps) {
  const current = workspaces.find(({ slug }) => slug === currentSlug);
  return (
    <Menu
      align="start"
      className="w-56"
      trigger={
        <button
          type="button"
          className="flex h-[34px] w-full items-center justify-between gap-2 rounded-control border border-line-strong bg-surface px-[11px] text-small hover:bg-sunken"
        >
          <span className="sr-only">Workspace: </span>
          <span className="min-w-0 truncate">{current?.name ?? "Choose a workspace"}</span>
          <ChevronsUpDown aria-hidden className="ml-auto size-4 shrink-0 text-faint" />
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map(({ slug, name, href }) => (
        <MenuItem key={slug} href={href}>
          <span className="min-w-0 grow truncate">{name}</span>
          {slug === currentSlug && <Check aria-label="current" className="text-accent!" />}
        </MenuItem>
      ))}
    </Menu>
  );
}

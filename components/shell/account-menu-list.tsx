"use client";

import { LogOut } from "lucide-react";
import type { ComponentProps } from "react";
import { signOut } from "#lib/client/sign-out.ts";
import { AttachedMenu } from "../ui/attached-menu.tsx";
import { MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { showToast } from "../ui/toast-store.ts";
import type { NavigationEntry, ShellUser } from "./navigation.ts";
import { ThemeChoice } from "./theme-choice.tsx";

type AccountMenuListProps = Omit<ComponentProps<typeof AttachedMenu>, "children" | "className"> & {
  user: ShellUser;
  links: NavigationEntry[];
};

/** What is in the account menu. */
export function AccountMenuList({ user, links, ...menu }: AccountMenuListProps) {
  return (
    <AttachedMenu {...menu} className="w-60">
      <div className="px-2.5 pt-1.5 pb-2">
        <p className="truncate font-[550]">{user.name}</p>
        <p className="truncate text-faint text-tiny">{user.email}</p>
      </div>
      <MenuSeparator />
      {links.map(({ href, label }) => (
        <MenuItem key={href} href={href}>
          {label}
        </MenuItem>
      ))}
      {links.length > 0 && <MenuSeparator />}
      <ThemeChoice />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void leave()}>
        Sign out
      </MenuItem>
    </AttachedMenu>
  );
}

/** A whole new page afterwards: nothing of the session stays in the memory of this one. */
async function leave() {
  const problem = await signOut();
  if (problem) showToast({ title: "You are still signed in", detail: problem.detail ?? problem.title, tone: "bad" });
  else window.location.assign("/");
}

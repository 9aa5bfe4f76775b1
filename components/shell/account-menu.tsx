"use client";

import { LogOut } from "lucide-react";
import type { ComponentProps } from "react";
import { signOut } from "#lib/client/sign-out.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu.tsx";
import { showToast } from "../ui/toast-store.ts";
import type { NavigationEntry, ShellUser } from "./navigation.ts";
import { ThemeChoice } from "./theme-choice.tsx";

interface AccountMenuProps {
  user: ShellUser;
  links: NavigationEntry[];
  /** Shows the name beside the picture, as at the foot of the console's navigation. */
  isWide?: boolean | undefined;
}

export function AccountMenu({ user, links, isWide = false }: AccountMenuProps) {
  return (
    <Menu
      trigger={isWide ? <WideTrigger user={user} /> : <NarrowTrigger user={user} />}
      align={isWide ? "start" : "end"}
      className="w-60"
    >
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
    </Menu>
  );
}

/** A whole new page afterwards: nothing of the session stays in the memory of this one. */
async function leave() {
  const problem = await signOut();
  if (problem) showToast({ title: "You are still signed in", detail: problem.detail ?? problem.title, tone: "bad" });
  else window.location.assign("/");
}

/* Both take the trigger's own attributes, which the menu hands to its one child. */
type TriggerProps = ComponentProps<"button"> & { user: ShellUser };

function NarrowTrigger({ user, ...rest }: TriggerProps) {
  return (
    <button {...rest} type="button" aria-label={`Account of ${user.name}`} className="rounded-full">
      <Avatar name={user.name} />
    </button>
  );
}

function WideTrigger({ user, ...rest }: TriggerProps) {
  return (
    <button
      {...rest}
      type="button"
      className="flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken data-[state=open]:bg-sunken"
    >
      <Avatar name={user.name} />
      <span className="min-w-0">
        <span className="block truncate font-[550] text-small">{user.name}</span>
        <span className="block truncate text-faint text-tiny">{user.email}</span>
      </span>
    </button>
  );
}

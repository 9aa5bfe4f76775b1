"use client";

import dynamic from "next/dynamic";
import { useId, useState } from "react";
import { Avatar } from "../ui/avatar.tsx";
import type { NavigationEntry, ShellUser } from "./navigation.ts";

interface AccountMenuProps {
  user: ShellUser;
  links: NavigationEntry[];
  /** Shows the name beside the picture, as at the foot of the console's navigation. */
  isWide?: boolean | undefined;
}

export function AccountMenu({ user, links, isWide = false }: AccountMenuProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);

  return (
    <div className="relative">
      <button
        id={id}
        type="button"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={`Account of ${user.name}`}
        onPointerEnter={() => void loadList()}
        onFocus={() => void loadList()}
        onClick={() => {
          setOpened(true);
          setOpen(!isOpen);
        }}
        className={isWide ? wideClass : "block rounded-full"}
      >
        <Avatar name={user.name} />
        {isWide && (
          <span className="min-w-0">
            <span className="block truncate font-[550] text-small">{user.name}</span>
            <span className="block truncate text-faint text-tiny">{user.email}</span>
          </span>
        )}
      </button>
      {wasOpened && (
        <List
          user={user}
          links={links}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          buttonId={id}
          align={isWide ? "start" : "end"}
        />
      )}
    </div>
  );
}

const wideClass =
  "flex w-full items-center gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-sunken aria-expanded:bg-sunken";

/* Most readers never open it: its code comes when somebody is about to. */
const loadList = () => import("./account-menu-list.tsx");
const List = dynamic(() => loadList().then((module) => module.AccountMenuList), { ssr: false });

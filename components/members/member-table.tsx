"use client";

import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import type { MemberView } from "#lib/workspaces/view.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Badge } from "../ui/badge.tsx";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { roles } from "./roles.ts";

interface MemberTableProps {
  workspace: { slug: string; name: string };
  members: MemberView[];
  ownId: string;
  mayChange: boolean;
}

export function MemberTable({ workspace, members, ownId, mayChange }: MemberTableProps) {
  const [asked, setAsked] = useState<{ member: MemberView; verb: "role" | "remove" }>();
  const columns: Column<MemberView>[] = [
    { id: "name", header: "Member", cell: (member) => <Person member={member} isSelf={member.userId === ownId} /> },
    {
      id: "role",
      header: "Role",
      width: "8rem",
      cell: ({ role }) => <Badge isPlain>{roles.find(({ value }) => value === role)?.label ?? role}</Badge>,
    },
    {
      id: "since",
      header: "Member since",
      hideBelow: "sm",
      width: "10rem",
      cell: ({ createdAt }) => <Time at={createdAt} form="day" />,
    },
    ...(mayChange
      ? [
          {
            id: "actions",
            header: "Actions",
            isHeaderHidden: true,
            align: "end" as const,
            width: "4rem",
            cell: (member: MemberView) => (
              <Menu
                trigger={
                  <IconButton label={`Actions for ${member.name}`} icon={<MoreHorizontal aria-hidden />} size="small" />
                }
              >
                {member.userId !== ownId && (
                  <MenuItem onSelect={() => setAsked({ member, verb: "role" })}>Change role…</MenuItem>
                )}
                <MenuItem isDanger onSelect={() => setAsked({ member, verb: "remove" })}>
                  {member.userId === ownId ? "Leave the workspace…" : "Remove…"}
                </MenuItem>
              </Menu>
            ),
          },
        ]
      : []),
  ];
  const close = () => setAsked(undefined);
  return (
    <>
      <Table caption="Members" columns={columns} rows={members} keyOf={({ userId }) => userId} />
      {asked?.verb === "role" && <RoleDialog workspace={workspace.slug} member={asked.member} onClose={close} />}
      {asked?.verb === "remove" && (
        <RemoveMemberDialog
          workspace={workspace}
          member={asked.member}
          isSelf={asked.member.userId === ownId}
          onClose={close}
        />
      )}
    </>
  );
}

function Person({ member, isSelf }: { member: MemberView; isSelf: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <Avatar name={member.name} />
      <span className="min-w-0">
        <span className="wrap-anywhere font-[550]">{member.name}</span>
        {isSelf && <span className="text-faint"> · you</span>}
        <span className="block break-all text-faint text-tiny">{member.email}</span>
      </span>
    </span>
  );
}

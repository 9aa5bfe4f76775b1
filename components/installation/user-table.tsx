"use client";

import { Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { moveUser } from "#lib/client/users.ts";
import type { UserView } from "#lib/identity/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import { showToast } from "../ui/toast-store.ts";
import type { Tone } from "../ui/tone.ts";

interface UserTableProps {
  users: UserView[];
  /** Whoever reads this cannot shut themselves out. */
  ownId: string | undefined;
  mayChange: boolean;
}

export function UserTable({ users, ownId, mayChange }: UserTableProps) {
  const router = useRouter();
  const [blocking, setBlocking] = useState<UserView>();
  const [isBlocking, setIsBlocking] = useState(false);
  const [busyId, setBusyId] = useState<string>();

  async function unblock({ id, name }: UserView) {
    setBusyId(id);
    const problem = await moveUser(id, "unblock");
    setBusyId(undefined);
    if (problem) showToast({ title: problem.title, detail: problem.detail, tone: "bad" });
    else showToast({ title: `${name} may sign in again` });
    router.refresh();
  }

  const actions: Column<UserView> = {
    id: "actions",
    header: "Actions",
    isHeaderHidden: true,
    align: "end",
    cell: (user) =>
      user.state === "blocked" ? (
        <Button size="small" isBusy={busyId === user.id} onClick={() => void unblock(user)}>
          Unblock<span className="sr-only"> {user.name}</span>
        </Button>
      ) : (
        user.state === "active" &&
        user.id !== ownId && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              setBlocking(user);
              setIsBlocking(true);
            }}
          >
            Block…<span className="sr-only"> {user.name}</span>
          </Button>
        )
      ),
  };
  return (
    <>
      <Table
        caption="People"
        columns={mayChange ? [...columns, actions] : columns}
        rows={users}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title="Nobody matches" icon={<Users />}>
            Search for less, or in every state.
          </EmptyState>
        }
      />
      <ConfirmByNameDialog
        isOpen={isBlocking}
        onClose={() => setIsBlocking(false)}
        title={`Block ${blocking?.name}?`}
        consequence={
          <>
            {blocking?.name} is signed out everywhere at once, and their personal tokens stop working. Applications,
            subscriptions and API keys of their teams go on working: cancel or revoke those where they should not.
          </>
        }
        name={blocking?.email ?? ""}
        action="Block"
        onConfirm={async () => {
          const problem = blocking && (await moveUser(blocking.id, "block"));
          if (!problem) router.refresh();
          return problem;
        }}
      />
    </>
  );
}

const tones: Record<UserView["state"], Tone> = { active: "good", pending: "warn", blocked: "bad" };

const columns: Column<UserView>[] = [
  {
    id: "name",
    header: "Person",
    cell: ({ name, email, isAdmin }) => (
      <>
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-[550] [overflow-wrap:anywhere]">{name}</span>
          {isAdmin && <Badge isPlain>administrator</Badge>}
        </span>
        <span className="block text-faint text-tiny [overflow-wrap:anywhere]">{email}</span>
      </>
    ),
  },
  { id: "state", header: "State", cell: ({ state }) => <Badge tone={tones[state]}>{state}</Badge> },
  {
    id: "since",
    header: "Since",
    hideBelow: "sm",
    cell: ({ createdAt }) => <Time at={createdAt} form="day" />,
  },
];

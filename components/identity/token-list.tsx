"use client";

import { KeyRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { revokeToken } from "#lib/client/tokens.ts";
import type { TokenView } from "#lib/tokens/view.ts";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { type Column, Table } from "../ui/table.tsx";
import { Time } from "../ui/time.tsx";
import type { Tone } from "../ui/tone.ts";

/** `now`: when the list was read, in milliseconds since the epoch. */
export function TokenList({ tokens, now }: { tokens: TokenView[]; now: number }) {
  const router = useRouter();
  const [asked, setAsked] = useState<TokenView>();

  async function revoke(token: TokenView) {
    const refusal = await revokeToken(token.id);
    if (!refusal) router.refresh();
    return refusal;
  }

  return (
    <>
      <Table
        caption="Access tokens"
        columns={columns(now, setAsked)}
        rows={tokens}
        keyOf={({ id }) => id}
        empty={
          <EmptyState icon={<KeyRound />} title="No access tokens">
            Make one above when a script is to call the management API.
          </EmptyState>
        }
      />
      {asked && (
        <ConfirmDialog
          isOpen
          onClose={() => setAsked(undefined)}
          title={`Revoke ${asked.name}?`}
          consequence="Whatever uses it is refused from now on. It cannot be brought back."
          action="Revoke"
          onConfirm={() => revoke(asked)}
        />
      )}
    </>
  );
}

function columns(now: number, ask: (token: TokenView) => void): Column<TokenView>[] {
  return [
    {
      id: "name",
      header: "Name",
      cell: ({ name, prefix, permissions }) => (
        <>
          <span className="block wrap-anywhere font-[550]">{name}</span>
          <span className="text-faint text-small" title={permissions.join(", ")}>
            <code>{prefix}…</code> · {permissions.length === 1 ? permissions[0] : `${permissions.length} permissions`}
          </span>
        </>
      ),
    },
    {
      id: "state",
      header: "State",
      cell: (token) => {
        const { tone, word } = stateOf(token, now);
        return <Badge tone={tone}>{word}</Badge>;
      },
    },
    {
      id: "used",
      header: "Last used",
      hideBelow: "sm",
      cell: ({ lastUsedAt }) => (lastUsedAt ? <Time at={lastUsedAt} form="since" /> : "never"),
    },
    {
      id: "ends",
      header: "Ends",
      hideBelow: "md",
      cell: ({ expiresAt }) => (expiresAt ? <Time at={expiresAt} form="day" /> : "never"),
    },
    {
      id: "revoke",
      header: "Revoke",
      isHeaderHidden: true,
      align: "end",
      cell: (token) =>
        stateOf(token, now).isLive && (
          <Button size="small" aria-label={`Revoke ${token.name}`} onClick={() => ask(token)}>
            Revoke
          </Button>
        ),
    },
  ];
}

function stateOf({ revokedAt, expiresAt }: TokenView, now: number): { word: string; tone: Tone; isLive: boolean } {
  if (revokedAt) return { word: "Revoked", tone: "neutral", isLive: false };
  if (expiresAt && Date.parse(expiresAt) <= now) return { word: "Expired", tone: "neutral", isLive: false };
  return { word: "Works", tone: "good", isLive: true };
}

"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { type KeyPage, keysQuery, revokeKey } from "#lib/client/keys.ts";
import { keepTrialKey } from "#lib/client/trial-keys.ts";
import type { KeyView, NewKeyView } from "#lib/keys/view.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { TableSection } from "../ui/table-section.tsx";
import { keyName } from "./key-name.ts";
import { KeyTable } from "./key-table.tsx";

interface KeySectionProps {
  subscription: SubscriptionView;
  initial: KeyPage;
  isHolder: boolean;
  /** Told of a key while it can still be read. */
  onMade(key: string): void;
}

/** The keys of a subscription: made, replaced and revoked here, each shown once. */
export function KeySection({ subscription, initial, isHolder, onMade }: KeySectionProps) {
  const queries = useQueryClient();
  const query = keysQuery(subscription.id, initial);
  const { data: keys } = useQuery(query);
  const [made, setMade] = useState<NewKeyView>();
  const [open, setOpen] = useState<{ form: "create" } | { form: "rotate" | "revoke"; key: KeyView }>();
  const close = () => setOpen(undefined);
  const mayMake = isHolder && statesWithKeys.includes(subscription.state);

  function show(key: NewKeyView) {
    setMade(key);
    keepTrialKey(subscription.id, key.key);
    onMade(key.key);
    close();
    void queries.invalidateQueries({ queryKey: query.queryKey });
  }

  async function revoke(key: KeyView) {
    const problem = await revokeKey(subscription.id, key.id);
    if (!problem) await queries.invalidateQueries({ queryKey: query.queryKey });
    return problem;
  }

  return (
    <TableSection
      title="Keys"
      description="A call carries one. Give each program its own, so that one can be replaced without the others."
      actions={
        mayMake && (
          <Button variant="primary" onClick={() => setOpen({ form: "create" })}>
            <Plus aria-hidden /> New key
          </Button>
        )
      }
    >
      {made && <ShownOnce key={made.id} title={`${keyName(made)} is made`} secret={made.key} name="Key" />}
      <KeyTable
        keys={keys.items}
        mayRotate={mayMake}
        mayRevoke={isHolder}
        onRotate={(key) => setOpen({ form: "rotate", key })}
        onRevoke={(key) => setOpen({ form: "revoke", key })}
      />
      <Dialog isOpen={open?.form === "create"} onClose={close} title="New key">
        <KeyForm subscriptionId={subscription.id} onMade={show} />
      </Dialog>
      {open?.form === "rotate" && (
        <Dialog isOpen onClose={close} title={`Replace ${keyName(open.key)}?`}>
          <RotateForm replaced={open.key} onMade={show} />
        </Dialog>
      )}
      {open?.form === "revoke" && (
        <ConfirmDialog
          isOpen
          onClose={close}
          title={`Revoke ${keyName(open.key)}?`}
          consequence={`Every program of ${subscription.application.name} that uses it is refused with 401 within a second, at all gateways. It cannot be brought back.`}
          action="Revoke key"
          onConfirm={() => revoke(open.key)}
        />
      )}
    </TableSection>
  );
}

/** Of lib/keys/key.ts, by which the server decides. */
const statesWithKeys: SubscriptionView["state"][] = ["submitted", "active", "suspended", "paused"];

/* Each comes with the dialog that it stands in. */
const KeyForm = dynamic(() => import("./key-form.tsx").then((module) => module.KeyForm), { ssr: false });
const RotateForm = dynamic(() => import("./rotate-form.tsx").then((module) => module.RotateForm), { ssr: false });

"use client";

import { useRouter } from "next/navigation";
import { revokeClient } from "#lib/client/subscription-clients.ts";
import { Button } from "../ui/button.tsx";
import { showToast } from "../ui/toast-store.ts";

/** Takes a client or a certificate out of a subscription. Entering it again is as quick, so nobody is asked twice. */
export function RemoveClient({ subscription, id }: { subscription: string; id: string }) {
  const router = useRouter();
  async function remove() {
    const problem = await revokeClient(subscription, id);
    showToast(
      problem === undefined
        ? { title: "Taken out", detail: "Gateways refuse it within a second." }
        : { title: problem.title, ...(problem.detail === undefined ? {} : { detail: problem.detail }) },
    );
    router.refresh();
  }
  return (
    <Button size="small" onClick={() => void remove()}>
      Take out
    </Button>
  );
}

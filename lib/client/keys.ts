import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { pageOf } from "../contract/paging.ts";
import { createKeyInput, rotateKeyInput } from "../keys/input.ts";
import { keyView, type NewKeyView, newKeyView, rotatedKeyView } from "../keys/view.ts";
import type { Once } from "./once.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";

const EVERY_MS = 30_000;
/** As many as one page of the API holds; a subscription has at most 20 that work. */
const SHOWN_MAX = 100;

const keyPage = pageOf(keyView);
export type KeyPage = z.output<typeof keyPage>;

/** A day that the reader chose becomes its last moment in the reader's zone. */
export const keyForm = z
  .object({ label: createKeyInput.shape.label, lastDay: z.string() })
  .transform(({ label, lastDay }) => ({
    label,
    ...(lastDay === "" ? {} : { expiresAt: new Date(`${lastDay}T23:59:59`).toISOString() }),
  }));

export const rotateForm = rotateKeyInput;

export function keysQuery(subscriptionId: string, initial: KeyPage) {
  return queryOptions({
    queryKey: ["subscriptions", subscriptionId, "keys"],
    queryFn: async ({ signal }) =>
      accepted(await send(`${keysPath(subscriptionId)}?limit=${SHOWN_MAX}`, { signal, answers: keyPage })),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
}

/** The key itself stands in this answer only. */
export function createKey(
  subscriptionId: string,
  values: z.output<typeof keyForm>,
  once: Once,
): Promise<Answer<NewKeyView>> {
  return send(keysPath(subscriptionId), { method: "POST", body: values, once, answers: newKeyView });
}

/** The new key stands in this answer only; the old one works on for the overlap. */
export function rotateKey(
  subscriptionId: string,
  id: string,
  values: z.output<typeof rotateForm>,
  once: Once,
): Promise<Answer<z.output<typeof rotatedKeyView>>> {
  return send(`${keysPath(subscriptionId)}/${id}/rotate`, {
    method: "POST",
    body: values,
    once,
    answers: rotatedKeyView,
  });
}

export async function revokeKey(subscriptionId: string, id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`${keysPath(subscriptionId)}/${id}/revoke`, { method: "POST", answers: keyView });
  return answer.isOk ? undefined : answer.problem;
}

function keysPath(subscriptionId: string): string {
  return `/api/v1/subscriptions/${subscriptionId}/keys`;
}

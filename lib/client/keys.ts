import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { NewKeyView } from "../keys/view.ts";
import type * as Checks from "./key-checks.ts";
import type { Once } from "./once.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";

const EVERY_MS = 30_000;
/** As many as one page of the API holds; a subscription has at most 20 that work. */
const SHOWN_MAX = 100;

export type KeyPage = z.output<typeof Checks.keyPage>;

const checks = () => import("./key-checks.ts");

export const keyForm = async () => (await checks()).keyForm;
export const rotateForm = async () => (await checks()).rotateForm;

export function keysQuery(subscriptionId: string, initial: KeyPage) {
  return queryOptions({
    queryKey: ["subscriptions", subscriptionId, "keys"],
    queryFn: async ({ signal }) =>
      accepted(
        await send(`${keysPath(subscriptionId)}?limit=${SHOWN_MAX}`, {
          signal,
          answers: async () => (await checks()).keyPage,
        }),
      ),
    initialData: initial,
    refetchInterval: EVERY_MS,
  });
}

/** The key itself stands in this answer only. */
export function createKey(
  subscriptionId: string,
  values: z.output<typeof Checks.keyForm>,
  once: Once,
): Promise<Answer<NewKeyView>> {
  return send(keysPath(subscriptionId), {
    method: "POST",
    body: values,
    once,
    answers: async () => (await checks()).newKeyView,
  });
}

/** The new key stands in this answer only; the old one works on for the overlap. */
export function rotateKey(
  subscriptionId: string,
  id: string,
  values: z.output<typeof Checks.rotateForm>,
  once: Once,
): Promise<Answer<z.output<typeof Checks.rotatedKeyView>>> {
  return send(`${keysPath(subscriptionId)}/${id}/rotate`, {
    method: "POST",
    body: values,
    once,
    answers: async () => (await checks()).rotatedKeyView,
  });
}

export async function revokeKey(subscriptionId: string, id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`${keysPath(subscriptionId)}/${id}/revoke`, {
    method: "POST",
    answers: async () => (await checks()).keyView,
  });
  return answer.isOk ? undefined : answer.problem;
}

function keysPath(subscriptionId: string): string {
  return `/api/v1/subscriptions/${subscriptionId}/keys`;
}

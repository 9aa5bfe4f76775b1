import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { type Page, pageOf } from "../contract/paging.ts";
import { gatewayInput, groupChange, groupInput, rotateInput } from "../fleet/input.ts";
import {
  type GatewayView,
  type GroupView,
  gatewaySecretView,
  gatewayTokenView,
  gatewayView,
  groupView,
} from "../fleet/view.ts";
import type { Once } from "./once.ts";
import { queryString } from "./query.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";
import { etagOf } from "./workspace-path.ts";

/** The forms are checked by the server's own schemas. */
export {
  gatewayInput as gatewayForm,
  groupChange as groupChangeForm,
  groupInput as groupForm,
  rotateInput as rotateForm,
};

export type GatewaySecrets = z.output<typeof gatewaySecretView>;

/** Gateways report every few seconds; asking more often shows nothing newer. */
const FLEET_EVERY_MS = 5_000;

export interface GatewayFilter {
  group?: string | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
}

export function gatewaysQuery(filter: GatewayFilter, initial: Page<GatewayView>) {
  return queryOptions({
    queryKey: ["gateways", filter],
    queryFn: async ({ signal }) => {
      const { group, search, cursor } = filter;
      const path = `/api/v1/gateways${queryString({ group, search, cursor })}`;
      return accepted(await send(path, { signal, answers: pageOf(gatewayView) }));
    },
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function gatewayQuery(initial: GatewayView) {
  return queryOptions({
    queryKey: ["gateway", initial.id],
    queryFn: async ({ signal }) =>
      accepted(await send(`/api/v1/gateways/${initial.id}`, { signal, answers: gatewayView })),
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function groupsQuery(initial: GroupView[]) {
  return queryOptions({
    queryKey: ["gateway-groups"],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/gateway-groups${queryString({ limit: 100 })}`;
      return accepted(await send(path, { signal, answers: pageOf(groupView) })).items;
    },
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function registerGateway(body: z.output<typeof gatewayInput>, once: Once): Promise<Answer<GatewaySecrets>> {
  return send("/api/v1/gateways", { method: "POST", body, once, answers: gatewaySecretView });
}

export function rotateGatewayToken(
  id: string,
  body: z.output<typeof rotateInput>,
): Promise<Answer<z.output<typeof gatewayTokenView>>> {
  return send(`/api/v1/gateways/${id}/rotate-token`, { method: "POST", body, answers: gatewayTokenView });
}

export async function revokeGateway(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/gateways/${id}/revoke`, { method: "POST", answers: gatewayView });
  return answer.isOk ? undefined : answer.problem;
}

export async function createGroup(body: z.output<typeof groupInput>, once: Once): Promise<ShownProblem | undefined> {
  const answer = await send("/api/v1/gateway-groups", { method: "POST", body, once, answers: groupView });
  return answer.isOk ? undefined : answer.problem;
}

export function changeGroup(
  { slug, rowVersion }: Pick<GroupView, "slug" | "rowVersion">,
  body: z.output<typeof groupChange>,
): Promise<Answer<GroupView>> {
  const path = `/api/v1/gateway-groups/${slug}`;
  return send(path, { method: "PATCH", body, ifMatch: etagOf(rowVersion), answers: groupView });
}

import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { Page } from "../contract/paging.ts";
import type { gatewayInput, rotateInput } from "../fleet/input.ts";
import type { GatewayView, GroupView, gatewaySecretView, gatewayTokenView } from "../fleet/view.ts";
import type { Once } from "./once.ts";
import { queryString } from "./query.ts";
import { type Answer, accepted, type ShownProblem, send } from "./send.ts";

const inputs = () => import("../fleet/input.ts");

/** The forms are checked by the server's own schemas. */
export const gatewayForm = async () => (await inputs()).gatewayInput;
export const rotateForm = async () => (await inputs()).rotateInput;

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
      return accepted(
        await send(path, {
          signal,
          answers: async () =>
            (await import("../contract/paging.ts")).pageOf((await import("../fleet/view.ts")).gatewayView),
        }),
      );
    },
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function gatewayQuery(initial: GatewayView) {
  return queryOptions({
    queryKey: ["gateway", initial.id],
    queryFn: async ({ signal }) =>
      accepted(
        await send(`/api/v1/gateways/${initial.id}`, {
          signal,
          answers: async () => (await import("../fleet/view.ts")).gatewayView,
        }),
      ),
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function groupsQuery(initial: GroupView[]) {
  return queryOptions({
    queryKey: ["gateway-groups"],
    queryFn: async ({ signal }) => {
      const path = `/api/v1/gateway-groups${queryString({ limit: 100 })}`;
      return accepted(
        await send(path, {
          signal,
          answers: async () =>
            (await import("../contract/paging.ts")).pageOf((await import("../fleet/view.ts")).groupView),
        }),
      ).items;
    },
    initialData: initial,
    refetchInterval: FLEET_EVERY_MS,
  });
}

export function registerGateway(body: z.output<typeof gatewayInput>, once: Once): Promise<Answer<GatewaySecrets>> {
  return send("/api/v1/gateways", {
    method: "POST",
    body,
    once,
    answers: async () => (await import("../fleet/view.ts")).gatewaySecretView,
  });
}

export function rotateGatewayToken(
  id: string,
  body: z.output<typeof rotateInput>,
): Promise<Answer<z.output<typeof gatewayTokenView>>> {
  return send(`/api/v1/gateways/${id}/rotate-token`, {
    method: "POST",
    body,
    answers: async () => (await import("../fleet/view.ts")).gatewayTokenView,
  });
}

export async function revokeGateway(id: string): Promise<ShownProblem | undefined> {
  const answer = await send(`/api/v1/gateways/${id}/revoke`, {
    method: "POST",
    answers: async () => (await import("../fleet/view.ts")).gatewayView,
  });
  return answer.isOk ? undefined : answer.problem;
}

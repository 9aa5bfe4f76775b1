import type { Client } from "./client.ts";

/** How many calls of a subscription are counted so far, of one status. */
export async function callsCounted(developer: Client, subscriptionId: string, status: number): Promise<number> {
  const { totals } = await developer.get(`/usage?subscription=${subscriptionId}&status=${status}`);
  return totals.calls;
}

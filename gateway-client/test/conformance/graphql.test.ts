import { auditServer } from "graphql-http";
import { expect, it } from "vitest";
import { runGateway } from "../traffic/running-gateway.ts";
import { API_KEY, sampleParts } from "../traffic/sample-parts.ts";
import { runInThread } from "./listen.ts";

it("a GraphQL server passes the audits of GraphQL over HTTP through the gateway as it does direct", async () => {
  await using server = await runInThread("./graphql-server.ts");
  await using gateway = await runGateway(sampleParts({ backendUrl: server.url }));
  const direct = await audit(`${server.url}/graphql`);
  const through = await audit(`${gateway.url}/orders/graphql`);
  expect(direct.length).toBeGreaterThan(50);
  expect(direct.filter(({ status }) => status === "error")).toEqual([]);
  expect(through).toEqual(direct);
  expect(gateway.errors).toEqual([]);
});

/** What each audit found, without what differs from run to run. */
async function audit(url: string) {
  const fetchFn = (target: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set("x-api-key", API_KEY);
    return fetch(target, { ...init, headers });
  };
  const results = await auditServer({ url, fetchFn });
  return results.map((result) => ({
    id: result.id,
    name: result.name,
    status: result.status,
    reason: "reason" in result ? result.reason : undefined,
    answered: "response" in result ? result.response.status : undefined,
  }));
}

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BackendPart } from "@gatehouse/contract/snapshot.ts";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY } from "../traffic/sample-parts.ts";
import { partsFor } from "./sample-backend-part.ts";

const headers = { "x-api-key": API_KEY };
const connections: NonNullable<BackendPart["connections"]> = {
  connectionsMax: 2,
  pendingMax: 3,
  pendingTimeoutMs: 10_000,
  idleMax: 10,
  idleTimeoutMs: 4_000,
};

it("opens no more connections than it may, lets a bounded number wait and refuses the others at once", async () => {
  const held = Promise.withResolvers<void>();
  let arrived = 0;
  await using backend = await runBackend(async (_, response) => {
    arrived++;
    await held.promise;
    response.end();
  });
  await using gateway = await runGateway(partsFor([backend.url], { connections }));
  let settled = 0;
  const calls = Array.from({ length: 9 }, () => fetch(`${gateway.url}/orders`, { headers }).finally(() => settled++));
  const refused = await Promise.race(calls);
  expect([refused.status, (await refused.json()).code]).toEqual([503, "gateway-overloaded"]);
  expect(refused.headers.get("retry-after")).toBe("1");
  await until("two calls are at the backend and all too many are refused", () => arrived === 2 && settled === 4);
  held.resolve();
  const statuses = (await Promise.all(calls)).map(({ status }) => status);
  expect(statuses.toSorted()).toEqual([200, 200, 200, 200, 200, 503, 503, 503, 503]);
});

it("lets none wait for a connection longer than it may", async () => {
  const held = Promise.withResolvers<void>();
  await using backend = await runBackend(async (_, response) => {
    await held.promise;
    response.end();
  });
  const care = { connections: { ...connections, connectionsMax: 1, pendingTimeoutMs: 50 } };
  await using gateway = await runGateway(partsFor([backend.url], care));
  const calls = [1, 2].map(() => fetch(`${gateway.url}/orders`, { headers }));
  const first = await Promise.race(calls);
  expect([first.status, (await first.json()).code]).toEqual([503, "gateway-overloaded"]);
  held.resolve();
  expect((await Promise.all(calls)).map(({ status }) => status).toSorted()).toEqual([200, 503]);
});

it("keeps no more idle connections than it may", async () => {
  const sockets = new Set<unknown>();
  await using backend = await runBackend((request, response) => {
    sockets.add(request.socket);
    response.end();
  });
  await using gateway = await runGateway(partsFor([backend.url], { connections: { ...connections, idleMax: 0 } }));
  for (let call = 0; call < 3; call++) await (await fetch(`${gateway.url}/orders`, { headers })).text();
  expect(sockets.size).toBe(3);
});

it("follows a name to its new address, and ends what was kept to the old one", async () => {
  await using old = await backendAt("127.0.0.1", 0);
  await using next = await backendAt("127.0.0.2", old.port);
  let address = "127.0.0.1";
  const findAddresses = async () => [{ address, family: 4 }];
  const parts = partsFor([`http://orders.test:${old.port}`], { dnsTtlMs: 100 });
  await using gateway = await runGateway(parts, { findAddresses });
  const call = () => fetch(`${gateway.url}/orders`, { headers }).then((response) => response.text());
  expect(await call()).toBe("127.0.0.1");
  address = "127.0.0.2";
  await until("the new address answers", async () => (await call()) === "127.0.0.2");
  await until("the old connections are gone", () => old.connections() === 0);
  expect(next.connections()).toBe(1);
});

it("tries every address of a name, and serves on with those it knows while none can be looked up", async () => {
  await using only = await backendAt("127.0.0.2", 0);
  let isDown = false;
  const findAddresses = async () => {
    if (isDown) throw new Error("SERVFAIL");
    return ["127.0.0.1", "127.0.0.2"].map((address) => ({ address, family: 4 }));
  };
  const care = { dnsTtlMs: 1, connections: { ...connections, idleMax: 0 } };
  await using gateway = await runGateway(partsFor([`http://orders.test:${only.port}`], care), { findAddresses });
  const call = () => fetch(`${gateway.url}/orders`, { headers }).then((response) => response.text());
  expect([await call(), await call()]).toEqual(["127.0.0.2", "127.0.0.2"]);
  isDown = true;
  expect([await call(), await call()]).toEqual(["127.0.0.2", "127.0.0.2"]);
});

/** A backend that answers with the address that it was called at. */
async function backendAt(host: string, wanted: number) {
  let open = 0;
  const server = createServer((_, response) => response.end(host));
  server.on("connection", (socket) => {
    open++;
    socket.on("close", () => open--);
  });
  server.listen(wanted, host);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    connections: () => open,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { anonymous } from "../authz/actor.ts";
import { openWorkshop } from "../catalog/testing.ts";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket, refusal } from "../subscriptions/testing.ts";
import { trialInput } from "./input.ts";
import { sendTrial } from "./send.ts";

const MEBIBYTE = 1024 * 1024;

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
const { liveApi, draftApi } = openWorkshop(started, () => market);
const stranger = contextOf(anonymous);
let gateway: Server;
let gatewayUrl: string;
let received: { method?: string | undefined; url?: string | undefined; key: unknown; cookie: unknown; body: string }[];
let open: string;
let hidden: string;
let unborn: string;

beforeAll(async () => {
  gateway = createServer(async (request, response) => {
    const { method, url, headers } = request;
    received.push({ method, url, key: headers["x-api-key"], cookie: headers.cookie, body: await textOf(request) });
    if (url?.includes("/elsewhere")) response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    else if (url?.includes("/large")) response.end(Buffer.alloc(2 * MEBIBYTE, "a"));
    else response.writeHead(201, { "x-request-id": "r-1", "set-cookie": "a=1" }).end("grown");
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  market = await openMarket(db);
  await db.gatewayGroup.create({
    data: { slug: "default", name: "D", publicUrls: [gatewayUrl], sealedKey: new Uint8Array(1) },
  });
  open = (await liveApi(["list"])).slug;
  hidden = (await liveApi(["list"], { visibility: "restricted" })).slug;
  unborn = (await draftApi(["list"])).slug;
});
afterAll(() => new Promise((resolve) => gateway.close(resolve)));
beforeEach(() => {
  received = [];
});

const call = (api: string, more: object = {}) =>
  trialInput.parse({
    workspace: market.workspace,
    api,
    version: "v1",
    method: "POST",
    path: "/list?limit=2",
    headers: [
      ["x-api-key", "k"],
      ["cookie", "session=1"],
    ],
    body: Buffer.from("{}").toString("base64"),
    ...more,
  });

test("a trial reaches the gateway with the reader's key, and comes back with status, headers, body and id", async () => {
  const answer = await sendTrial(stranger, call(open));
  expect(received).toEqual([
    { method: "POST", url: `/${open}/v1/list?limit=2`, key: "k", cookie: undefined, body: "{}" },
  ]);
  expect(answer).toMatchObject({ status: 201, bytes: 5, isCut: false, requestId: "r-1" });
  expect(Buffer.from(answer.body, "base64").toString()).toBe("grown");
  expect(answer.headers.map(([name]) => name)).not.toContain("set-cookie");
});

test("nothing is sent to what the reader may not see, or what is not live", async () => {
  for (const input of [call(hidden), call(unborn), call("nothing"), call(open, { version: "v2" })]) {
    await expect(sendTrial(stranger, input)).rejects.toEqual(refusal("not-found"));
  }
  await expect(sendTrial(stranger, call(open, { path: "/../../other" }))).rejects.toEqual(refusal("invalid-input"));
  expect(received).toEqual([]);
  await expect(sendTrial(contextOf(market.viewer), call(hidden))).resolves.toMatchObject({ status: 201 });
});

test("a redirection is shown, not followed", async () => {
  const answer = await sendTrial(stranger, call(open, { path: "/elsewhere" }));
  expect(answer).toMatchObject({ status: 302 });
  expect(answer.headers).toContainEqual(["location", "http://169.254.169.254/"]);
  expect(received).toHaveLength(1);
});

test("of a large answer as much comes back as is shown", async () => {
  const answer = await sendTrial(stranger, call(open, { path: "/large" }));
  expect(answer.isCut).toBe(true);
  expect(Buffer.from(answer.body, "base64")).toHaveLength(MEBIBYTE);
});

test("a gateway that is away is told as such", async () => {
  await db.gatewayGroup.updateMany({ data: { publicUrls: ["http://127.0.0.1:1"] } });
  await expect(sendTrial(stranger, call(open))).rejects.toEqual(refusal("unavailable"));
  await db.gatewayGroup.updateMany({ data: { publicUrls: [gatewayUrl] } });
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
}

import { expect, test } from "vitest";
import { clientAddress } from "./client-address.ts";

test.each([
  ["no proxy, a made-up header", 0, "6.6.6.6", "203.0.113.7"],
  ["one proxy", 1, "198.51.100.1", "198.51.100.1"],
  ["one proxy, a made-up entry before its own", 1, "6.6.6.6, 198.51.100.1", "198.51.100.1"],
  ["two proxies", 2, "6.6.6.6, 198.51.100.1, 192.0.2.1", "198.51.100.1"],
  ["more proxies than entries", 5, "198.51.100.1", "198.51.100.1"],
  ["a proxy that adds nothing", 1, "", "203.0.113.7"],
])("behind %s", (_what, trustedProxies, forwarded, address) => {
  const headers = new Headers({ "x-gatehouse-peer": "203.0.113.7", "x-forwarded-for": forwarded });
  expect(clientAddress(headers, trustedProxies)).toBe(address);
});

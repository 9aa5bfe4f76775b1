import { expect, test } from "vitest";
import { keptAddress } from "./client-address.ts";

test.each([
  ["192.0.2.17", "192.0.2.0"],
  ["2001:db8:85a3:8d3:1319:8a2e:370:7348", "2001:db8:85a3::"],
  ["2001:db8::1", "2001:db8:0::"],
  ["::1", "0:0:0::"],
  ["fe80::1:2:3:4", "fe80:0:0::"],
])("of %s the network is kept: %s", (address, kept) => {
  expect(keptAddress(address, "truncated")).toBe(kept);
  expect(keptAddress(address, "full")).toBe(address);
  expect(keptAddress(address, "none")).toBe("");
});

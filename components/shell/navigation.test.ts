import { expect, it } from "vitest";
import { isCurrent } from "./navigation.ts";

it.each([
  ["/console/shop/apis", "/console/shop/apis", undefined, true],
  ["/console/shop/apis", "/console/shop/apis/orders", undefined, true],
  ["/console/shop/apis", "/console/shop/apis-of-others", undefined, false],
  ["/console/shop", "/console/shop/apis", true, false],
])("the entry %s on %s (exact: %s) is current: %s", (href, pathname, isExact, expected) => {
  expect(isCurrent({ href, label: "", isExact }, pathname)).toBe(expected);
});

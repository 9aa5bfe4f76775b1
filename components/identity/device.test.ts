import { expect, test } from "vitest";
import { deviceOf } from "./device.ts";

test.each([
  [
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
    "Chrome on Linux",
  ],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"],
  ["curl/8.5.0", "curl"],
  ["", "Unknown device"],
  ["<script>alert(1)</script>", "<script>alert(1)<"],
])("%j is called %s", (userAgent, name) => {
  expect(deviceOf(userAgent)).toBe(name);
});

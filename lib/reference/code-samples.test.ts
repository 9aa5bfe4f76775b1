import { expect, test } from "vitest";
import { codeSamples } from "./code-samples.ts";
import type { SampleRequest } from "./sample-request.ts";

const call: SampleRequest = {
  method: "POST",
  url: "https://api.example/orders/v1/orders",
  headers: [["content-type", "application/json"]],
  key: { place: "header", name: "x-api-key", variable: "SHOP_KEY" },
  body: { mediaType: "application/json", text: '{\n  "sku": "it\'s tea"\n}' },
};

test("a call is written with the key from a variable, in each language", () => {
  expect(codeSamples(call).map(({ code }) => code)).toEqual([
    `curl 'https://api.example/orders/v1/orders' \\
  -H "x-api-key: $SHOP_KEY" \\
  -H 'content-type: application/json' \\
  -d '{
  "sku": "it'\\''s tea"
}'`,
    `const response = await fetch("https://api.example/orders/v1/orders", {
  method: "POST",
  headers: {
    "x-api-key": process.env.SHOP_KEY,
    "content-type": "application/json",
  },
  body: JSON.stringify({
    "sku": "it's tea"
  }),
});
console.log(response.status, await response.text());`,
    `import os

import requests

response = requests.request(
    "POST",
    "https://api.example/orders/v1/orders",
    headers={
        "x-api-key": os.environ["SHOP_KEY"],
        "content-type": "application/json",
    },
    data="""{
  "sku": "it's tea"
}""",
)
print(response.status_code, response.text)`,
  ]);
});

test("nothing of a description runs in the reader's shell or program", () => {
  const url = "https://api.example/$(rm)/`x`/$y?q=1";
  const key = { place: "query", name: "key", variable: "SHOP_KEY" } as const;
  const [shell, javaScript] = codeSamples({ ...call, method: "GET", url, key, body: undefined, headers: [] });
  expect(shell?.code).toBe('curl "https://api.example/\\$(rm)/\\`x\\`/\\$y?q=1&key=$SHOP_KEY"');
  expect(javaScript?.code).toContain("fetch(`https://api.example/\\$(rm)/\\`x\\`/\\$y?q=1&key=$");
});

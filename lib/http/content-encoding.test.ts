import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { carryContentEncoding, restoreContentEncodings } from "./content-encoding.ts";

test("a packed answer says so, although Next leaves the header out", async () => {
  restoreContentEncodings();
  const server = createServer((_request, response) => {
    const headers = new Headers({ "content-encoding": "gzip" });
    carryContentEncoding(headers);
    headers.delete("content-encoding"); // as Next does
    headers.forEach((value, name) => {
      response.setHeader(name, [value]);
    });
    response.end(gzipSync("plain"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(await response.text()).toBe("plain");
  expect([...response.headers.keys()]).not.toContain("x-gatehouse-content-encoding");
  server.close();
});

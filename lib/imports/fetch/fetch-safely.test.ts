import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { AllowedHosts } from "./allowed-hosts.ts";
import { type FetchBounds, fetchSafely } from "./fetch-safely.ts";

const bounds: FetchBounds = { bytesMax: 1_000, timeoutMs: 5_000 };
const nobody = new AllowedHosts([]);
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<{ url: string; host: string; port: number }> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}`, port };
}

const fetchText = async (url: string, allowed: AllowedHosts, more: Partial<FetchBounds> = {}) =>
  new TextDecoder().decode(await fetchSafely(url, allowed, { ...bounds, ...more }));

test("an allowed host is fetched, without cookies or credentials", async () => {
  const { url, host } = await serve((request, response) =>
    response.end(JSON.stringify([request.headers.authorization, request.headers.cookie])),
  );
  await expect(fetchText(url, new AllowedHosts([host]))).resolves.toBe("[null,null]");
});

test.each([
  "http://127.0.0.1:1/",
  "http://[::1]:1/",
  "http://[::ffff:127.0.0.1]:1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://169.254.169.254/latest/meta-data/",
  "http://10.0.0.1/",
  "file:///etc/passwd",
  "ftp://example.com/",
  "http://user:secret@example.com/",
  "nonsense",
])("%s may not be fetched", async (url) => {
  await expect(fetchText(url, nobody)).rejects.toMatchObject({ slug: "url-not-allowed" });
});

test("a name that resolves to a private address may not be fetched", async () => {
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  await expect(fetchText("http://public.example/", nobody, { resolve })).rejects.toMatchObject({
    slug: "url-not-allowed",
  });
});

test("a name with one private address among public ones may not be fetched", async () => {
  const resolve = async () => [
    { address: "93.184.216.34", family: 4 },
    { address: "10.0.0.1", family: 4 },
  ];
  await expect(fetchText("http://public.example/", nobody, { resolve })).rejects.toMatchObject({
    slug: "url-not-allowed",
  });
});

test("a name is resolved once for a connection: the checked address is the one that is used", async () => {
  const { port } = await serve((_request, response) => response.end("here"));
  let lookups = 0;
  const resolve = async () => {
    lookups++;
    return [{ address: "127.0.0.1", family: 4 }];
  };
  const allowed = new AllowedHosts(["named.example"]);
  await expect(fetchText(`http://named.example:${port}/`, allowed, { resolve })).resolves.toBe("here");
  expect(lookups).toBe(1);
});

test("a redirect to an address inside is refused", async () => {
  const inside = await serve((_request, response) => response.end("secret"));
  const { url, host } = await serve((_request, response) => response.writeHead(302, { location: inside.url }).end());
  await expect(fetchText(url, new AllowedHosts([host]))).rejects.toMatchObject({ slug: "url-not-allowed" });
});

test("redirects end after five", async () => {
  let requests = 0;
  const { url, host } = await serve((_request, response) => {
    requests++;
    response.writeHead(302, { location: "/again" }).end();
  });
  await expect(fetchText(url, new AllowedHosts([host]))).rejects.toMatchObject({ slug: "fetch-failed" });
  expect(requests).toBe(6);
});

test("a server that never answers, or never ends, is given up", async () => {
  const { url, host } = await serve((request, response) => {
    if (request.url === "/drip") response.write("{");
  });
  const allowed = new AllowedHosts([host]);
  for (const address of [url, `${url}drip`]) {
    await expect(fetchText(address, allowed, { timeoutMs: 100 })).rejects.toMatchObject({
      slug: "fetch-failed",
      message: expect.stringContaining("did not answer within"),
    });
  }
});

test("a body over the bound is refused, also when it unfolds from a small one", async () => {
  const { url, host } = await serve((request, response) => {
    if (request.url === "/plain") response.end("x".repeat(1_001));
    else response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(1_000_000)));
  });
  const allowed = new AllowedHosts([host]);
  for (const address of [`${url}plain`, url]) {
    await expect(fetchText(address, allowed)).rejects.toMatchObject({ message: expect.stringContaining("larger") });
  }
});

test.each([404, 500])("an answer %i is a failure that says so", async (status) => {
  const { url, host } = await serve((_request, response) => response.writeHead(status).end());
  await expect(fetchText(url, new AllowedHosts([host]))).rejects.toMatchObject({
    message: expect.stringContaining(String(status)),
  });
});

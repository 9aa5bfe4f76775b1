import { createServer, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { assertPortsFree, isFree } from "./ports.ts";

let server: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

const wanted = (port: number, variable = "PORT") => ({ port, host: "127.0.0.1", variable, purpose: "control plane" });

test("a taken port is named in one sentence with the variable that changes it", async () => {
  const port = await listen();
  await expect(assertPortsFree([wanted(port)], 0)).rejects.toThrow(
    `Port ${port} (control plane) is taken by another program: stop that one or set PORT.`,
  );
});

test("one port for two purposes is refused before anything starts", async () => {
  await expect(assertPortsFree([wanted(4000), wanted(4000, "GATEWAY_PORT")], 0)).rejects.toThrow(
    "GATEWAY_PORT another one",
  );
});

test("a program on its way out is waited for", async () => {
  const port = await listen();
  const waiting = assertPortsFree([wanted(port)], 10_000);
  server?.close();
  await expect(waiting).resolves.toBeUndefined();
  expect(await isFree(port, "127.0.0.1")).toBe(true);
});

function listen(): Promise<number> {
  return new Promise((resolve) => {
    const listening = createServer().listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
    server = listening;
  });
}

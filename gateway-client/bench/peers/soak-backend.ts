// The backend of the soak: node soak-backend.ts <port>
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

const SLOW_MS = 10_000;

createServer(async (request, response) => {
  const [, name = ""] = (request.url ?? "").split("/");
  const body = await buffer(request).catch(() => undefined);
  if (body === undefined) return; // given up
  if (name.startsWith("silent")) return; // the caller goes first
  response.setHeader("content-type", "application/json");
  if (name.startsWith("slow")) {
    response.write(`{"name":"${name}",`);
    setTimeout(() => response.end('"end":true}'), SLOW_MS).unref();
    return;
  }
  response.end(JSON.stringify({ name, bytes: body.length }));
}).listen(Number(process.argv[2]), "127.0.0.1");

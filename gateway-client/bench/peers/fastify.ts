import httpProxy from "@fastify/http-proxy";
import fastify from "fastify";

/** A peer of the benchmark: `@fastify/http-proxy` with a key check and a limit in memory. Arguments: port, backend, key. */
const [port, upstream = "", key = ""] = process.argv.slice(2);
const CALLS_PER_MINUTE = 1_000_000_000;
const counted = new Map([[key, { minute: 0, calls: 0 }]]);
const app = fastify({ logger: false });
app.addHook("onRequest", async (request, reply) => {
  const counter = counted.get(String(request.headers["x-api-key"]));
  if (counter === undefined) return reply.code(401).send({ title: "no key" });
  const minute = Math.floor(Date.now() / 60_000);
  if (counter.minute !== minute) Object.assign(counter, { minute, calls: 0 });
  if (++counter.calls > CALLS_PER_MINUTE) return reply.code(429).send({ title: "too many calls" });
  return undefined;
});
await app.register(httpProxy, { upstream, undici: { connections: 128, pipelining: 1 } });
await app.listen({ port: Number(port), host: "127.0.0.1" });

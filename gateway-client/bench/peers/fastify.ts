import httpProxy from "@fastify/http-proxy";
import fastify from "fastify";

/** A peer of the benchmark: `@fastify/http-proxy` with a key check. Arguments: port, backend, key. */
const [port, upstream = "", key] = process.argv.slice(2);
const app = fastify({ logger: false });
app.addHook("onRequest", async (request, reply) => {
  if (request.headers["x-api-key"] !== key) await reply.code(401).send({ title: "no key" });
});
await app.register(httpProxy, { upstream, undici: { connections: 128, pipelining: 1 } });
await app.listen({ port: Number(port), host: "127.0.0.1" });

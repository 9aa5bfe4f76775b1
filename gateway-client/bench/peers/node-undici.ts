import { createServer, type ServerResponse } from "node:http";
import { type Dispatcher, Pool } from "undici";

/** A peer of the benchmark: the shortest proxy on `node:http` and undici, with a key check where a key is given. Arguments: port, backend, key. */
const [port, upstream = "", key] = process.argv.slice(2);
const pool = new Pool(upstream, { connections: 128, pipelining: 1 });
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "host", "x-api-key"]);

createServer((request, response) => {
  if (key !== "" && request.headers["x-api-key"] !== key) {
    response.writeHead(401).end();
    return;
  }
  const headers = request.rawHeaders.filter((_, index, all) => !HOP_BY_HOP.has(nameAt(all, index)));
  const { method = "GET", url = "/" } = request;
  const body = method === "GET" || method === "HEAD" ? null : request;
  pool.dispatch({ method: method as Dispatcher.HttpMethod, path: url, headers, body }, answerTo(response));
}).listen(Number(port), "127.0.0.1");

function answerTo(response: ServerResponse): Dispatcher.DispatchHandler {
  return {
    onRequestStart() {},
    onResponseStart(controller, status) {
      const raw = (controller.rawHeaders ?? []) as Buffer[];
      const headers = raw.map((text) => text.toString("latin1"));
      response.writeHead(
        status,
        headers.filter((_, index, all) => !HOP_BY_HOP.has(nameAt(all, index))),
      );
    },
    onResponseData(controller, chunk) {
      if (!response.write(chunk)) {
        controller.pause();
        response.once("drain", () => controller.resume());
      }
    },
    onResponseEnd() {
      response.end();
    },
    onResponseError() {
      response.writeHead(502).end();
    },
  };
}

function nameAt(lines: readonly string[], index: number): string {
  return (lines[index - (index % 2)] ?? "").toLowerCase();
}

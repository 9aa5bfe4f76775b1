import type { RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import { runBackend, type SampleBackend } from "../traffic/sample-backend.ts";

/** A backend that answers as httpbin does, as far as the fixtures ask. */
export function runEchoBackend(): Promise<SampleBackend> {
  return runBackend(answer);
}

const answer: RequestListener = async (request, response) => {
  const url = new URL(request.url ?? "/", "http://backend");
  const body = await text(request);
  const [, kind = "", argument = ""] = url.pathname.split("/");
  response.setHeader("server", "echo");
  if (kind === "bytes") {
    response.end(Buffer.alloc(Number(argument), "x"));
    return;
  }
  if (kind === "status") response.statusCode = Number(argument);
  const args = Object.fromEntries(url.searchParams);
  if (kind === "response-headers") for (const [name, value] of Object.entries(args)) response.setHeader(name, value);
  response.setHeader("content-type", "application/json");
  const { method, headers } = request;
  response.end(JSON.stringify({ method, args, headers, data: body, json: parsed(body), origin: "127.0.0.1", url }));
};

function parsed(body: string): unknown {
  return body === "" ? null : JSON.parse(body);
}

import { runGateway } from "./running-gateway.ts";
import { runBackend } from "./sample-backend.ts";
import { API_KEY, type SampleOptions, sampleParts } from "./sample-parts.ts";

export const withKey = { headers: { "x-api-key": API_KEY } };

/** One call to a gateway of its own, with an echoing backend behind it, and all that is to be known of it. */
export async function answerTo(options: SampleOptions, init: RequestInit = withKey, path = "/orders/42") {
  await using backend = await runBackend();
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url, ...options }));
  const response = await fetch(gateway.url + path, init);
  const text = await response.text();
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  const body = isProblem ? JSON.parse(text) : undefined;
  return { response, text, code: body?.code, body, backend, calls: gateway.calls, errors: gateway.errors };
}

import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { runBackend, type SampleBackend } from "./sample-backend.ts";

/** Long enough for a page to make a second call meanwhile. */
const SLOW_MS = 1_000;

/** The backend of the pages: it echoes, but for some paths that play what a page needs. */
export function runExampleBackend(): Promise<SampleBackend> {
  let flakyCalls = 0;
  return runBackend(async (request, response) => {
    const { url = "/", method, headers } = request;
    const body = await text(request);
    if (url.endsWith("/flaky") && flakyCalls++ === 0) {
      response.writeHead(503).end();
      return;
    }
    if (url.endsWith("/slow")) await setTimeout(SLOW_MS);
    response.setHeader("content-type", "application/json");
    const token = { access_token: "token-of-the-gateway", token_type: "Bearer", expires_in: 3600 };
    response.end(JSON.stringify(url.startsWith("/token") ? token : { method, url, headers, body }));
  });
}

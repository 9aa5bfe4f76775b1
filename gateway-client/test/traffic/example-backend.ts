import { text } from "node:stream/consumers";
import { runBackend, type SampleBackend } from "./sample-backend.ts";

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
    response.setHeader("content-type", "application/json");
    const token = { access_token: "token-of-the-gateway", token_type: "Bearer", expires_in: 3600 };
    response.end(JSON.stringify(url.startsWith("/token") ? token : { method, url, headers, body }));
  });
}

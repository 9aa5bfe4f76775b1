import type { ServerResponse } from "node:http";
import OpenAI from "openai";
import { expect, it } from "vitest";
import { until } from "../support/until.ts";
import { runGateway } from "../traffic/running-gateway.ts";
import { runBackend } from "../traffic/sample-backend.ts";
import { API_KEY, sampleParts } from "../traffic/sample-parts.ts";

const WORDS = ["Plant ", "garlic ", "before ", "the ", "first ", "frost."];

it("openai's SDK sees each chunk of a stream before the next one is sent", async () => {
  let open: ServerResponse | undefined;
  await using backend = await runBackend((request, response) => {
    expect(request.url).toBe("/v1/chat/completions");
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-cache" });
    response.flushHeaders();
    open = response;
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const stream = await client(gateway.url).chat.completions.create({
    model: "gardener",
    messages: [{ role: "user", content: "When do I plant garlic?" }],
    stream: true,
  });
  const chunks = stream[Symbol.asyncIterator]();
  await until("the backend is asked", () => open !== undefined);
  for (const word of WORDS) {
    // The next word is only sent when this one has arrived: a gateway that held it back would stand still here.
    open?.write(`data: ${JSON.stringify(chunkOf(word))}\n\n`);
    const { value } = await chunks.next();
    expect(value?.choices[0]?.delta.content).toBe(word);
  }
  open?.end("data: [DONE]\n\n");
  expect((await chunks.next()).done).toBe(true);
  await until("the call is counted", () => gateway.calls.length === 1);
  expect(gateway.calls).toMatchObject([{ status: 200 }]);
});

it("an answer that the SDK gives up is given up at the backend too", async () => {
  let isGone = false;
  await using backend = await runBackend((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify(chunkOf("Plant "))}\n\n`);
    response.on("close", () => {
      isGone = true;
    });
  });
  await using gateway = await runGateway(sampleParts({ backendUrl: backend.url }));
  const stream = await client(gateway.url).chat.completions.create({ model: "m", messages: [], stream: true });
  for await (const chunk of stream) {
    expect(chunk.choices[0]?.delta.content).toBe("Plant ");
    break;
  }
  await until("the backend knows", () => isGone);
});

it("a refusal of the gateway is an error of the SDK, with its status", async () => {
  await using gateway = await runGateway(sampleParts());
  const stranger = client(gateway.url, "another-key");
  await expect(stranger.chat.completions.create({ model: "m", messages: [] })).rejects.toMatchObject({ status: 401 });
});

function client(url: string, key = API_KEY): OpenAI {
  return new OpenAI({
    baseURL: `${url}/orders/v1`,
    apiKey: "unused",
    defaultHeaders: { "x-api-key": key },
    maxRetries: 0,
  });
}

function chunkOf(content: string) {
  const choices = [{ index: 0, delta: { content }, finish_reason: null }];
  return { id: "chat-1", object: "chat.completion.chunk", created: 1, model: "gardener", choices };
}

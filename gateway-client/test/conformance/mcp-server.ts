import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { parentPort } from "node:worker_threads";
import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { CreateMessageResultSchema, isInitializeRequest } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { listenAndTell } from "./listen.ts";

/** A small MCP server by the official SDK, with what the scenarios of the conformance package ask for. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const SILENCE = "UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQACABAAZGF0YQAAAAA=";
const text = (value: string) => ({ type: "text" as const, text: value });
const image = { type: "image" as const, data: PIXEL, mimeType: "image/png" };

function offerTools(server: McpServer): void {
  const tool = (name: string, content: Parameters<typeof answer>[0]) =>
    server.registerTool(name, { description: name }, () => answer(content));
  tool("test_simple_text", [text("This is a simple text response for testing.")]);
  tool("test_image_content", [image]);
  tool("test_audio_content", [{ type: "audio", data: SILENCE, mimeType: "audio/wav" }]);
  tool("test_embedded_resource", [resource("test://embedded-resource", "text/plain", "An embedded resource.")]);
  tool("test_multiple_content_types", [
    text("Multiple content types test:"),
    image,
    resource("test://mixed-content-resource", "application/json", '{"test":"data","value":123}'),
  ]);
  server.registerTool("test_error_handling", { description: "fails" }, () => {
    throw new Error("This tool intentionally returns an error for testing");
  });
  server.registerTool("test_tool_with_logging", { description: "logs" }, async (extra) => {
    for (const data of ["Tool execution started", "Tool processing data", "Tool execution completed"]) {
      await extra.sendNotification({ method: "notifications/message", params: { level: "info", data } });
    }
    return answer([text("logged")]);
  });
  server.registerTool("test_tool_with_progress", { description: "goes on" }, async (extra) => {
    const progressToken = extra._meta?.progressToken ?? 0;
    for (const progress of [0, 50, 100]) {
      await extra.sendNotification({
        method: "notifications/progress",
        params: { progressToken, progress, total: 100 },
      });
    }
    return answer([text("done")]);
  });
  server.registerTool(
    "test_sampling",
    { description: "asks", inputSchema: { prompt: z.string() } },
    async ({ prompt }, extra) => {
      const params = { messages: [{ role: "user" as const, content: text(prompt) }], maxTokens: 100 };
      const said = await extra.sendRequest({ method: "sampling/createMessage", params }, CreateMessageResultSchema);
      return answer([text(`LLM response: ${JSON.stringify(said.content)}`)]);
    },
  );
}

function offerResources(server: McpServer): void {
  const plain = { mimeType: "text/plain" };
  server.registerResource("static-text", "test://static-text", plain, (uri) => ({
    contents: [{ uri: uri.href, ...plain, text: "This is the content of the static text resource." }],
  }));
  server.registerResource("static-binary", "test://static-binary", { mimeType: "image/png" }, (uri) => ({
    contents: [{ uri: uri.href, mimeType: "image/png", blob: PIXEL }],
  }));
  const template = new ResourceTemplate("test://template/{id}/data", { list: undefined });
  server.registerResource("template", template, { mimeType: "application/json" }, (uri, { id }) => ({
    contents: [{ uri: uri.href, mimeType: "application/json", text: JSON.stringify({ id, templateTest: true }) }],
  }));
}

function offerPrompts(server: McpServer): void {
  const says = (content: ReturnType<typeof text> | typeof image | ReturnType<typeof resource>) => ({
    messages: [{ role: "user" as const, content }],
  });
  server.registerPrompt("test_simple_prompt", { description: "simple" }, () => says(text("This is a simple prompt.")));
  server.registerPrompt(
    "test_prompt_with_embedded_resource",
    { description: "resource", argsSchema: { resourceUri: z.string() } },
    ({ resourceUri }) => says(resource(resourceUri, "text/plain", "Embedded resource content for testing.")),
  );
  server.registerPrompt("test_prompt_with_image", { description: "image" }, () => says(image));
  server.registerPrompt(
    "test_prompt_with_arguments",
    { description: "arguments", argsSchema: { arg1: z.string(), arg2: z.string() } },
    ({ arg1, arg2 }) => says(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  );
}

const sessions = new Map<string, StreamableHTTPServerTransport>();

listenAndTell(
  createServer(async (request, response) => {
    const body = request.method === "POST" ? await json(request) : undefined;
    const known = sessions.get(String(request.headers["mcp-session-id"] ?? ""));
    if (known !== undefined) return known.handleRequest(request, response, body);
    if (!isInitializeRequest(body)) return response.writeHead(400).end();
    const transport = await openSession();
    await transport.handleRequest(request, response, body);
  }),
  parentPort,
);

async function openSession(): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
  const server = new McpServer({ name: "conformance", version: "1.0.0" }, { capabilities: { logging: {} } });
  offerTools(server);
  offerResources(server);
  offerPrompts(server);
  await server.connect(transport);
  return transport;
}

type Content =
  | ReturnType<typeof text>
  | typeof image
  | { type: "audio"; data: string; mimeType: string }
  | ReturnType<typeof resource>;

function answer(content: Content[]): { content: Content[] } {
  return { content };
}

function resource(uri: string, mimeType: string, content: string) {
  return { type: "resource" as const, resource: { uri, mimeType, text: content } };
}

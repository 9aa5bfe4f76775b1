/** How one gets a key, in the words of the catalogue. */
export const accessWords: Record<"auto" | "manual" | "open", string> = {
  auto: "Instant access",
  manual: "Needs approval",
  open: "No key needed",
};

const protocolNames = new Map([
  ["rest", "REST"],
  ["graphql", "GraphQL"],
  ["soap", "SOAP"],
  ["websocket", "WebSocket"],
  ["llm", "LLM"],
  ["mcp", "MCP"],
]);

export function protocolName(protocol: string): string {
  return protocolNames.get(protocol) ?? protocol;
}

import type { IncomingMessage, ServerResponse } from "node:http";
import { AnswerError } from "./answer.ts";

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What stands in the path where the template has `{name}`. */
  parameters: Record<string, string>;
}

export interface Route {
  method: string;
  template: string;
  handle: (call: Call) => void | Promise<void>;
}

export function findRoute(routes: Route[], method: string, path: string) {
  const matching = routes.flatMap((route) => {
    const parameters = matchTemplate(route.template, path);
    return parameters ? [{ route, parameters }] : [];
  });
  const found = matching.find(({ route }) => route.method === method);
  if (found) return { handle: found.route.handle, parameters: found.parameters };
  throw matching.length > 0
    ? new AnswerError(405, "method-not-allowed", `${method} is not possible here.`)
    : new AnswerError(404, "not-found", `There is nothing at ${path}.`);
}

function matchTemplate(template: string, path: string): Record<string, string> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith("{")) parameters[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return parameters;
}

import { parsedJson } from "./parsed-json.ts";
import type { SampleRequest } from "./sample-request.ts";

export interface CodeSample {
  title: string;
  language: "shell" | "javascript" | "python";
  code: string;
}

/** The call as people write it in their own programs. The key is never in the text: it comes from a variable. */
export function codeSamples(request: SampleRequest): CodeSample[] {
  return [
    { title: "curl", language: "shell", code: inShell(request) },
    { title: "JavaScript", language: "javascript", code: inJavaScript(request) },
    { title: "Python", language: "python", code: inPython(request) },
  ];
}

function inShell(request: SampleRequest): string {
  const { method, headers, key, body } = request;
  const isImplied = method === "GET" || (method === "POST" && body !== undefined);
  const url =
    key?.place === "query"
      ? `"${withKey(inDoubleQuotes(request.url), key, `$${key.variable}`)}"`
      : inQuotes(request.url);
  const lines = [
    `curl ${isImplied ? "" : method === "HEAD" ? "--head " : `-X ${method} `}${url}`,
    ...(key?.place === "header" ? [`-H "${inDoubleQuotes(key.name)}: $${key.variable}"`] : []),
    ...headers.map(([name, value]) => `-H ${inQuotes(`${name}: ${value}`)}`),
    ...(body ? [`-d ${inQuotes(body.text)}`] : []),
  ];
  return lines.join(" \\\n  ");
}

function inJavaScript(request: SampleRequest): string {
  const { method, headers, key, body } = request;
  const variable = `process.env.${key?.variable}`;
  const written = [
    ...(key?.place === "header" ? [`    ${JSON.stringify(key.name)}: ${variable},`] : []),
    ...headers.map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
  ];
  const options = [
    ...(method === "GET" ? [] : [`  method: ${JSON.stringify(method)},`]),
    ...(written.length > 0 ? ["  headers: {", ...written, "  },"] : []),
    ...(body ? [`  body: ${bodyInJavaScript(body)},`] : []),
  ];
  const url =
    key?.place === "query"
      ? `\`${withKey(inTemplate(request.url), key, `\${${variable}}`)}\``
      : JSON.stringify(request.url);
  const call = options.length > 0 ? [`await fetch(${url}, {`, ...options, "});"] : [`await fetch(${url});`];
  return [`const response = ${call[0]}`, ...call.slice(1), "console.log(response.status, await response.text());"].join(
    "\n",
  );
}

function inPython(request: SampleRequest): string {
  const { method, headers, key, body } = request;
  const variable = `os.environ[${JSON.stringify(key?.variable ?? "")}]`;
  const written = [
    ...(key?.place === "header" ? [`        ${JSON.stringify(key.name)}: ${variable},`] : []),
    ...headers.map(([name, value]) => `        ${JSON.stringify(name)}: ${JSON.stringify(value)},`),
  ];
  return [
    ...(key ? ["import os", ""] : []),
    "import requests",
    "",
    "response = requests.request(",
    `    ${JSON.stringify(method)},`,
    `    ${JSON.stringify(request.url)},`,
    ...(key?.place === "query" ? [`    params={${JSON.stringify(key.name)}: ${variable}},`] : []),
    ...(written.length > 0 ? ["    headers={", ...written, "    },"] : []),
    ...(body ? [`    data=${textInPython(body.text)},`] : []),
    ")",
    "print(response.status_code, response.text)",
  ].join("\n");
}

function bodyInJavaScript({ mediaType, text }: { mediaType: string; text: string }): string {
  if (!mediaType.includes("json") || parsedJson(text) === undefined) return JSON.stringify(text);
  return `JSON.stringify(${text.replaceAll("\n", "\n  ")})`;
}

function textInPython(text: string): string {
  if (!text.includes("\n") || text.includes('"""')) return JSON.stringify(text);
  return `"""${text.replaceAll("\\", "\\\\")}"""`;
}

function withKey(url: string, key: NonNullable<SampleRequest["key"]>, value: string): string {
  return `${url}${url.includes("?") ? "&" : "?"}${encodeURIComponent(key.name)}=${value}`;
}

/** Within single quotes a shell reads nothing; a single quote itself stands outside of them. */
function inQuotes(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function inDoubleQuotes(text: string): string {
  return text.replaceAll(/[\\"`$]/g, "\\$&");
}

function inTemplate(text: string): string {
  return text.replaceAll(/[\\`$]/g, "\\$&");
}

import { Problem } from "@gatehouse/contract/problem.ts";
import { Liquid } from "liquidjs";
import { PolicyError, type Site } from "../define.ts";
import type { Exchange } from "../exchange.ts";
import { rootNames } from "./environment.ts";
import { Scope } from "./roots.ts";

const TEMPLATE_LENGTH_MAX = 256 * 1024;
const RENDER_MS_MAX = 250;
/** In units of the library: about the characters and elements that a rendering makes. */
const MEMORY_MAX = 16 * 1024 * 1024;

/** No file system, no other templates, nothing but own members of what it is given. */
const engine = new Liquid({
  strictFilters: true,
  strictVariables: true,
  lenientIf: true,
  ownPropertyOnly: true,
  templates: {},
  parseLimit: TEMPLATE_LENGTH_MAX,
  renderLimit: RENDER_MS_MAX,
  memoryLimit: MEMORY_MAX,
});
for (const tag of ["include", "render", "layout", "block"]) delete engine.tags[tag];

/**
 * Compiles a Liquid template with the names that expressions have; headers and parameters are read as members
 * (`request.headers.accept`). Rendering is bounded in time and memory.
 *
 * @throws PolicyError for faults of the text, unknown filters and names
 */
export function compileTemplate(text: string, pointer: string, site: Site): (exchange: Exchange) => string {
  const template = parsed(text, pointer);
  for (const [root, member] of engine.globalVariableSegmentsSync(template)) {
    const name = String(root);
    if (!rootNames[site.section].has(name)) {
      throw new PolicyError(`holds a faulty template: ${name} is not known here`, pointer);
    }
    if (member === "body" && (name === "request" || name === "response")) site.hold(name);
  }
  return (exchange) => {
    try {
      return engine.renderSync(template, namesOf(exchange));
    } catch (cause) {
      // The language says by throwing what a request lacks or what takes too long.
      const reason = cause instanceof Error ? cause.message.split(", line:", 1)[0] : "it cannot be rendered";
      throw new Problem("policy-failed", `The template of ${site.id}: ${reason}.`);
    }
  };
}

function parsed(text: string, pointer: string) {
  try {
    return engine.parse(text);
  } catch (cause) {
    // The parser says by throwing where the text is no template.
    const reason = cause instanceof Error ? (cause.message.split("\n", 1)[0] ?? "") : "it cannot be read";
    throw new PolicyError(`holds a faulty template: ${reason}`, pointer);
  }
}

/** Own members, made when they are read: the library looks at nothing else. */
function namesOf(exchange: Exchange) {
  const scope = new Scope(exchange);
  return {
    get request() {
      const { method, path, query, id, clientAddress, scheme } = scope.request;
      return {
        method,
        path,
        query,
        id,
        clientAddress,
        scheme,
        get certificate() {
          return scope.request.certificate;
        },
        get headers() {
          return headersOf(exchange.request);
        },
        get body() {
          return scope.request.body;
        },
      };
    },
    get response() {
      return {
        status: Number(scope.response.status),
        get headers() {
          return exchange.response === undefined ? {} : headersOf(exchange.response.headers);
        },
        get body() {
          return scope.response.body;
        },
      };
    },
    get api() {
      return scope.api;
    },
    get operation() {
      return scope.operation;
    },
    get product() {
      return scope.product;
    },
    get plan() {
      return scope.plan;
    },
    get application() {
      return scope.application;
    },
    get subscription() {
      return scope.subscription;
    },
    get jwt() {
      return scope.jwt;
    },
    get variables() {
      return Object.fromEntries(scope.variables);
    },
    get error() {
      return scope.error;
    },
    get now() {
      return scope.now;
    },
  };
}

function headersOf(headers: Exchange["request"]): Record<string, string> {
  return Object.fromEntries(headers.names().map((name) => [name, headers.getAll(name).join(", ")]));
}

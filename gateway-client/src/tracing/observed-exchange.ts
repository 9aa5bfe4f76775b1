import type { Exchange, HeaderLines } from "../../policies/exchange.ts";
import type { HeldBody } from "../../policies/held-body.ts";
import type { Limiter, Take, Unavailable } from "../../policies/limiter.ts";
import type { StepNotes } from "./step-notes.ts";

/**
 * The exchange as a policy gets it while its call is traced: the same in all it does, but what is read of it and changed in it
 * is noted. Bodies are noted by their size alone.
 */
export function observedExchange(exchange: Exchange, notes: StepNotes): Exchange {
  const parts = partsOf(exchange, notes);
  return new Proxy(exchange, {
    get(target, name) {
      const part = parts[name as keyof Exchange]; // a name that has no part finds none
      return part === undefined ? memberOf(target, name) : part();
    },
    set(target, name, value) {
      if (name === "claims") notes.noteChange("claims", null, namesIn(value));
      return Reflect.set(target, name, value, target);
    },
  });
}

type Parts = { [Name in keyof Exchange]?: () => Exchange[Name] };

function partsOf(exchange: Exchange, notes: StepNotes): Parts {
  const plain = (what: "method" | "path" | "clientAddress") => () => {
    notes.noteRead(what, notes.masking.text(exchange[what]));
    return exchange[what];
  };
  return {
    method: plain("method"),
    path: plain("path"),
    clientAddress: plain("clientAddress"),
    query() {
      notes.noteRead("query", notes.masking.query(exchange.query));
      return exchange.query;
    },
    caller() {
      notes.noteRead("subscription", exchange.caller?.subscription ?? null);
      return exchange.caller;
    },
    plan() {
      notes.noteRead("plan", exchange.plan?.slug ?? null);
      return exchange.plan;
    },
    claims() {
      notes.noteRead("claims", namesIn(exchange.claims));
      return exchange.claims;
    },
    request: () => observedHeaders("request header", exchange.request, notes),
    response: () => exchange.response && observedResponse(exchange.response, notes),
    variables: () => observedVariables(exchange.variables, notes),
    requestBody: () => exchange.requestBody && observedBody("request body", exchange.requestBody, notes),
    responseBody: () => exchange.responseBody && observedBody("response body", exchange.responseBody, notes),
    limiter: () => observedLimiter(exchange.limiter, notes),
    ...changesOf(exchange, notes),
  };
}

function changesOf(exchange: Exchange, notes: StepNotes): Parts {
  return {
    setMethod: () => (method) => {
      notes.noteChange("method", exchange.method, method);
      exchange.setMethod(method);
    },
    setQuery: () => (query) => {
      notes.noteChange("query", notes.masking.query(exchange.query), notes.masking.query(query));
      exchange.setQuery(query);
    },
    rewriteTarget: () => (pathAndQuery) => {
      const [path = "", query = ""] = pathAndQuery.split("?");
      const kept = query === "" ? path : `${path}?${notes.masking.query(query)}`;
      notes.noteChange("path for the backend", null, notes.masking.text(kept));
      exchange.rewriteTarget(pathAndQuery);
    },
    setAnswerHeader: () => (name, value) => {
      notes.noteChange(`answer header ${name}`, null, notes.masked(name, value));
      exchange.setAnswerHeader(name, value);
    },
    pathParameter: () => (name) => {
      const value = exchange.pathParameter(name);
      notes.noteRead(`path parameter ${name}`, notes.masked(name, value));
      return value;
    },
  };
}

function observedHeaders(what: string, headers: HeaderLines, notes: StepNotes): HeaderLines {
  const kept = (name: string) => notes.masked(name, headers.get(name));
  const changing = (name: string, change: () => void) => {
    const before = kept(name);
    change();
    const after = headers.getAll(name).map((value) => notes.masked(name, value));
    if (before !== null || after.length > 0)
      notes.noteChange(`${what} ${name}`, before, after.length === 0 ? null : after.join(", "));
  };
  return {
    get(name) {
      notes.noteRead(`${what} ${name}`, kept(name));
      return headers.get(name);
    },
    getAll(name) {
      notes.noteRead(`${what} ${name}`, kept(name));
      return headers.getAll(name);
    },
    names: () => headers.names(),
    set: (name, value) => changing(name, () => headers.set(name, value)),
    append: (name, value) => changing(name, () => headers.append(name, value)),
    delete: (name) => changing(name, () => headers.delete(name)),
  };
}

function observedResponse(response: NonNullable<Exchange["response"]>, notes: StepNotes): Exchange["response"] {
  return {
    get status() {
      notes.noteRead("status", String(response.status));
      return response.status;
    },
    set status(status) {
      notes.noteChange("status", String(response.status), String(status));
      response.status = status;
    },
    headers: observedHeaders("response header", response.headers, notes),
  };
}

function observedVariables(variables: Map<string, unknown>, notes: StepNotes): Map<string, unknown> {
  return new Proxy(variables, {
    get(target, member) {
      if (member === "get") {
        return (name: string) => {
          notes.noteRead(`variable ${name}`, notes.masked(name, target.get(name)));
          return target.get(name);
        };
      }
      if (member === "set") {
        return (name: string, value: unknown) => {
          notes.noteChange(`variable ${name}`, notes.masked(name, target.get(name)), notes.masked(name, value));
          return target.set(name, value);
        };
      }
      return memberOf(target, member);
    },
  });
}

function observedBody(what: string, body: HeldBody, notes: StepNotes): HeldBody {
  const size = () => `${body.bytes.length} bytes`;
  return new Proxy(body, {
    get(target, member) {
      if (member === "bytes" || member === "text" || member === "value") notes.noteRead(what, size());
      if (member !== "replace") return memberOf(target, member);
      return (content: string | Uint8Array) => {
        const before = size();
        target.replace(content);
        notes.noteChange(what, before, size());
      };
    },
  });
}

function observedLimiter(limiter: Limiter, notes: StepNotes): Limiter {
  return {
    take(...call) {
      const note = (take: Take | Unavailable) => {
        notes.noteRead("limit", inWords(take));
        return take;
      };
      const take = limiter.take(...call);
      return take instanceof Promise ? take.then(note) : note(take);
    },
    add: (...call) => limiter.add(...call),
  };
}

function inWords(take: Take | Unavailable): string {
  if (take === "unavailable") return take;
  const { isAllowed, limit, remaining } = take;
  const { calls, periodMs } = limit;
  return `${isAllowed ? "within" : "over"} ${calls} calls in ${periodMs / 1000} s, ${remaining} left`;
}

function namesIn(claims: unknown): string | null {
  return typeof claims === "object" && claims !== null ? Object.keys(claims).join(", ") : null;
}

/** A member as its owner has it: methods need the object itself, whose private fields no proxy has. Types are told by the constructor. */
function memberOf(owner: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(owner, name, owner);
  return typeof member === "function" && name !== "constructor" ? member.bind(owner) : member;
}

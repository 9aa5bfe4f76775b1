import { TRACE_HEADER, type TraceStep } from "@gatehouse/contract/trace.ts";
import type { Outcome } from "../../policies/define.ts";
import type { Caller } from "../../policies/exchange.ts";
import type { GatewayExchange } from "../exchange/gateway-exchange.ts";
import { forward } from "../proxy/forward.ts";
import type { Match, RoutedRequest } from "../router/router.ts";
import type { LoadedOperation } from "../snapshot/loaded-api.ts";
import { checkHandshake, isWebSocket } from "../websocket/handshake.ts";
import { type CompiledDocument, indexOfStep } from "./document.ts";
import { enforceHttps } from "./enforce-https.ts";
import { takePlanLimits } from "./plan-limits.ts";
import { conclude, guarded, runSteps, settle } from "./run.ts";

/**
 * The fixed frame of an exchange: route, access (CORS first), authenticate, limit and the rest of inbound, backend. The answer's
 * way back is in `proxy/forward.ts`.
 */
export function runFrame(exchange: GatewayExchange): void {
  if (exchange.incoming.upgrade !== undefined && isWebSocket(exchange.incoming)) {
    openWebSocket(exchange);
  } else if (exchange.path === "*") {
    conclude(exchange, { status: 204, headers: [], body: undefined }, undefined);
  } else if (exchange.method === "OPTIONS") {
    answerPreflightOrRoute(exchange);
  } else {
    route(exchange);
  }
}

/** A handshake is a call like any other until the backend has switched: credentials, policies and limits come first. */
function openWebSocket(exchange: GatewayExchange): void {
  const refused = checkHandshake(exchange.incoming);
  if (refused !== undefined) {
    conclude(exchange, refused, undefined);
    return;
  }
  exchange.upgrade = "websocket";
  route(exchange);
}

/**
 * A preflight request goes through the CORS policy of the operation that it asks for: browsers send no credentials with it, and
 * operations have no OPTIONS method for it. Any other OPTIONS follows the route.
 */
function answerPreflightOrRoute(exchange: GatewayExchange): void {
  const method = exchange.header("access-control-request-method");
  const isPreflight = method !== undefined && exchange.header("origin") !== undefined;
  const match = isPreflight ? findRoute(exchange, method) : undefined;
  if (match?.kind === "operation" && match.operation.pipelines.hasCors) {
    if (!admit(exchange, match)) return;
    runSteps(exchange, match.operation.pipelines.default.access.slice(0, 1), route);
  } else {
    route(exchange);
  }
}

function route(exchange: GatewayExchange): void {
  exchange.matched = undefined;
  const match = findRoute(exchange, exchange.method);
  if (match.kind === "operation") {
    if (!admit(exchange, match)) return;
    runSteps(exchange, match.operation.pipelines.default.access, authenticate);
  } else if (match.kind === "method-not-allowed") {
    const allow = match.allow.join(", ");
    const detail = `The path answers to ${allow}.`;
    const headers = ["allow", allow];
    conclude(exchange, { problem: "operation-method-not-allowed", detail, headers }, undefined);
  } else {
    conclude(exchange, { problem: "operation-not-found" }, undefined);
  }
}

function authenticate(exchange: GatewayExchange): void {
  const { trace, authenticator } = exchange;
  const refused =
    trace === undefined
      ? authenticator?.authenticate(exchange)
      : trace.frame(
          "authenticate",
          () => authenticator?.authenticate(exchange),
          () => callerNotes(exchange),
        );
  settle(exchange, refused, enterProduct);
}

/** Who calls is known: the policies of their product run too. */
function enterProduct(exchange: GatewayExchange): void {
  const { pipelines } = exchange.operation;
  const own = exchange.plan && pipelines.products?.get(exchange.plan.product);
  if (own !== undefined) exchange.document = own.document;
  runSteps(exchange, own?.ownAccess ?? [], runAuthenticatePhase);
}

function runAuthenticatePhase(exchange: GatewayExchange): void {
  runSteps(exchange, documentOf(exchange).authenticate, enterIdentified);
}

/** A policy may have found out who calls: then the policies of their product run too, those included that come before. */
function enterIdentified(exchange: GatewayExchange): void {
  const own = exchange.plan && exchange.operation.pipelines.products?.get(exchange.plan.product);
  if (own === undefined || exchange.document === own.document) {
    takeLimits(exchange);
    return;
  }
  exchange.document = own.document;
  runSteps(exchange, own.ownBeforeLimits, takeLimits);
}

function takeLimits(exchange: GatewayExchange): void {
  const { trace } = exchange;
  const refused =
    trace === undefined ? takePlanLimits(exchange) : trace.frame("plan-limits", () => takePlanLimits(exchange));
  settle(exchange, refused, runInbound);
}

function runInbound(exchange: GatewayExchange): void {
  runSteps(exchange, documentOf(exchange).inbound, runBackend);
}

/** Goes on behind a policy of `inbound`, for a call that the cache makes itself. */
export function resumeBehind(exchange: GatewayExchange, stepId: string): void {
  const { inbound } = documentOf(exchange);
  runSteps(exchange, inbound, runBackend, indexOfStep(inbound, stepId) + 1);
}

function runBackend(exchange: GatewayExchange): void {
  const { backend, holdsRequest } = documentOf(exchange);
  runSteps(exchange, backend, holdsRequest ? holdAndForward : forward);
}

/** For policies after the backend that need what was sent to it. */
function holdAndForward(exchange: GatewayExchange): void {
  const held = exchange.holdRequestBody();
  if (held instanceof Promise) {
    held.then(
      (refused) => guarded(exchange, () => forwardUnless(exchange, refused)),
      (error) => exchange.node.logError(error, exchange.requestId),
    );
  } else {
    forwardUnless(exchange, held);
  }
}

function forwardUnless(exchange: GatewayExchange, refused: Outcome): void {
  if (exchange.isOver) return;
  if (refused === undefined) forward(exchange);
  else conclude(exchange, refused, undefined);
}

/** Who the caller turned out to be, for a trace. */
function callerNotes({ caller, plan }: GatewayExchange): TraceStep["read"] {
  return [
    { what: "subscription", value: caller?.subscription ?? null },
    { what: "plan", value: plan?.slug ?? null },
  ];
}

function documentOf(exchange: GatewayExchange): CompiledDocument {
  return exchange.document ?? exchange.operation.pipelines.default;
}

/** Whether a call that was let in as that caller would be let in today: its operation is there, and its subscription good. */
export function isStillLetIn(exchange: GatewayExchange, caller: Caller | undefined): boolean {
  const match = findRoute(exchange, exchange.method);
  if (match.kind !== "operation") return false;
  enter(exchange, match);
  return caller === undefined || exchange.authenticator?.readmit(exchange, caller) === true;
}

/** Enters the operation's pipeline, unless the call has come in a way that its API does not take. */
function admit(exchange: GatewayExchange, match: { operation: LoadedOperation; belowAt: number }): boolean {
  enter(exchange, match);
  const { https } = exchange.api;
  const refused = https === undefined ? undefined : enforceHttps(exchange, https);
  if (refused !== undefined) conclude(exchange, refused, undefined);
  return refused === undefined;
}

function enter(exchange: GatewayExchange, match: { operation: LoadedOperation; belowAt: number }): void {
  exchange.matched = match.operation;
  exchange.belowAt = match.belowAt;
  exchange.document = match.operation.pipelines.default;
  const token = exchange.header(TRACE_HEADER);
  if (token !== undefined) exchange.node.tracing?.begin(exchange, token);
}

function findRoute(exchange: GatewayExchange, method: string): Match {
  const { path, query, incoming, authenticator } = exchange;
  const { authority } = incoming;
  const colon = authority.startsWith("[") ? authority.indexOf("]") + 1 : authority.indexOf(":");
  const request: RoutedRequest = {
    method,
    path,
    query,
    hostname: colon > 0 ? authority.slice(0, colon) : authority,
    header: (name) => exchange.header(name),
  };
  return authenticator?.snapshot.router.find(request) ?? { kind: "not-found" };
}

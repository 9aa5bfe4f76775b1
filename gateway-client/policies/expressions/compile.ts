import { Problem } from "@gatehouse/contract/problem.ts";
import type { ASTNode } from "@marcbachmann/cel-js";
import { PolicyError, type Site } from "../define.ts";
import type { Ended, Exchange } from "../exchange.ts";
import { environments, linearPattern, type Standing } from "./environment.ts";
import { Scope } from "./roots.ts";

const LENGTH_MAX = 2000;
const LOOPS: ReadonlySet<string> = new Set(["all", "exists", "exists_one", "filter", "map"]);
/** What can be as long as a body: a loop over one that looks through another takes the product of both. */
const UNBOUNDED: ReadonlySet<string> = new Set(["jwt", "variables"]);

/** A compiled expression. Its value is one of CEL: integers are bigint. */
export interface Expression {
  /** As far as it is known before it runs; `dyn` otherwise. */
  readonly type: string;
  evaluate(exchange: Exchange, ended?: Ended): unknown;
}

/**
 * Compiles a CEL expression, once per snapshot: parses it, checks its types and what it may cost, and asks for the bodies that
 * it reads.
 *
 * @throws PolicyError with what is wrong, for the publisher
 */
export function compileExpression(
  text: string,
  pointer: string,
  site: Site,
  standing: Standing = site.section,
): Expression {
  if (text.length > LENGTH_MAX) throw new PolicyError(`holds an expression of over ${LENGTH_MAX} characters`, pointer);
  const environment = environments[standing];
  const { source, reads } = inspected(text, pointer, (written) => environment.parse(written).ast);
  for (const side of reads) site.hold(side);
  const { valid, type = "dyn", error } = environment.check(source);
  if (!valid) throw new PolicyError(`holds a faulty expression: ${firstLine(error)}`, pointer);

  const run = environment.parse(source);
  return {
    type,
    evaluate(exchange, ended) {
      try {
        return run(new Scope(exchange, ended));
      } catch (cause) {
        // The language says by throwing what a request lacks; the caller's answer names it, the log would drown in it.
        throw new Problem("policy-failed", `The expression of ${site.id}: ${firstLine(cause)}.`);
      }
    },
  };
}

/** A condition: true or false, and nothing that merely looks like it. */
export function compileCondition(
  text: string,
  pointer: string,
  site: Site,
  standing?: Standing,
): (exchange: Exchange, ended?: Ended) => boolean {
  const { type, evaluate } = compileExpression(text, pointer, site, standing);
  if (type !== "bool" && type !== "dyn") throw new PolicyError(`is no condition but of type ${type}`, pointer);
  return (exchange, ended) => {
    const value = evaluate(exchange, ended);
    if (typeof value !== "boolean") throw new Problem("policy-failed", `The condition of ${site.id} is not a boolean.`);
    return value;
  };
}

function inspected(text: string, pointer: string, parse: (text: string) => ASTNode) {
  const reads = new Set<"request" | "response">();
  const patterns: number[] = [];
  try {
    visit(parse(text), { reads, patterns, isInLoop: false });
  } catch (error) {
    // The parser says by throwing where the text is no expression, and `visit` what it may not do.
    throw new PolicyError(`holds a faulty expression: ${firstLine(error)}`, pointer);
  }
  // JavaScript's regular expressions can take exponential time: `matches` becomes the linear one, from the end on.
  const source = patterns
    .toSorted((a, b) => b - a)
    .reduce((rest, at) => rest.slice(0, at) + rest.slice(at).replace("matches", "linearMatches"), text);
  return { source, reads };
}

interface Visit {
  readonly reads: Set<"request" | "response">;
  /** Where the receivers of `matches` end. */
  readonly patterns: number[];
  readonly isInLoop: boolean;
}

function visit(node: ASTNode, context: Visit): void {
  const { isInLoop } = context;
  if (node.op === "value") return;
  if (node.op === "id") {
    if (isInLoop && UNBOUNDED.has(node.args)) throw new Error(`${node.args} cannot be read inside of a loop`);
    return;
  }
  if (node.op === "." || node.op === ".?") {
    const [owner, member] = node.args;
    if (owner.op === "id" && member === "body" && (owner.args === "request" || owner.args === "response")) {
      if (isInLoop) throw new Error("a body cannot be read inside of a loop");
      context.reads.add(owner.args);
    }
    visit(owner, context);
    return;
  }
  if (node.op === "rcall") {
    visitMethod(node.args, context);
    return;
  }
  for (const child of childrenOf(node.args)) visit(child, context);
}

function visitMethod([name, receiver, parameters]: [string, ASTNode, ASTNode[]], context: Visit): void {
  if (name === "bind") throw new Error("cel.bind is not known here");
  if (name === "matches") {
    const [pattern] = parameters;
    if (pattern?.op !== "value" || typeof pattern.args !== "string") {
      throw new Error("matches needs a pattern that is written out");
    }
    linearPattern(pattern.args);
    context.patterns.push(receiver.end);
  }
  const isLoop = LOOPS.has(name);
  if (isLoop && context.isInLoop) throw new Error("a loop cannot stand inside of another");
  visit(receiver, context);
  for (const parameter of parameters) visit(parameter, isLoop ? { ...context, isInLoop: true } : context);
}

/** The operands of any other node, however deep its arguments nest. */
function childrenOf(operands: unknown): ASTNode[] {
  if (Array.isArray(operands)) return operands.flatMap(childrenOf);
  return isNode(operands) ? [operands] : [];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
}

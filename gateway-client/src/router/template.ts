import { routingLiteral } from "./request-path.ts";

/** A segment of a path template: all literal, all parameter, or a mixture such as `{id}.json` or `{from}-{to}`. */
export type TemplateSegment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string }
  | {
      readonly kind: "mixture";
      readonly shape: string;
      readonly literals: readonly string[];
      readonly names: readonly string[];
    };

const PARAMETER = /\{([^{}/]+)\}/;

/** The segments of a template such as `/orders/{id}`, or why it is none. */
export function parseTemplate(template: string): TemplateSegment[] | string {
  const segments: TemplateSegment[] = [];
  const names = new Set<string>();
  for (const text of template.slice(1).split("/")) {
    const segment = parseSegment(text);
    if (typeof segment === "string") return segment;
    segments.push(segment);
    for (const name of namesOf(segment)) {
      if (names.has(name)) return `The parameter {${name}} comes twice.`;
      names.add(name);
    }
  }
  return segments;
}

export function namesOf(segment: TemplateSegment): readonly string[] {
  if (segment.kind === "literal") return [];
  return segment.kind === "parameter" ? [segment.name] : segment.names;
}

/**
 * The texts that a mixture's parameters stand for in a segment, or undefined when it does not match. Every parameter takes as
 * little as it can, the last one all that is left, and none is empty: linear in the segment's length.
 */
export function matchMixture(literals: readonly string[], text: string): string[] | undefined {
  const first = literals[0] ?? "";
  const last = literals.at(-1) ?? "";
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const values: string[] = [];
  let at = first.length;
  const end = text.length - last.length;
  for (const literal of literals.slice(1, -1)) {
    const found = text.indexOf(literal, at + 1);
    if (found < 0 || found + literal.length > end) return undefined;
    values.push(text.slice(at, found));
    at = found + literal.length;
  }
  if (at >= end) return undefined;
  values.push(text.slice(at, end));
  return values;
}

function parseSegment(text: string): TemplateSegment | string {
  const pieces = text.split(PARAMETER);
  const literals = pieces.filter((_, index) => index % 2 === 0);
  const names = pieces.filter((_, index) => index % 2 === 1);
  if (literals.some((literal) => /[{}]/.test(literal))) return `The segment "${text}" has a brace without its partner.`;
  const [name] = names;
  if (name === undefined) return { kind: "literal", text: routingLiteral(text) };
  if (names.length === 1 && literals.every((literal) => literal === "")) return { kind: "parameter", name };
  if (literals.slice(1, -1).some((literal) => literal === ""))
    return `The segment "${text}" has parameters without a text between.`;
  const spelled = literals.map(routingLiteral);
  return { kind: "mixture", shape: spelled.join("{}"), literals: spelled, names };
}

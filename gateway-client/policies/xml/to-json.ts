import { localName, textOf, type XmlElement } from "./parse.ts";

export interface ToJsonOptions {
  /** `direct` keeps prefixes and marks attributes with `@`; `javascript-friendly` leaves both out. */
  readonly kind: "javascript-friendly" | "direct";
  /** Lists also for elements that stand there once. */
  readonly isAlwaysList: boolean;
}

/**
 * A JSON value for an XML element. Elements of one name become a list, an element with nothing but text becomes that text. Between
 * elements, text is lost where it is white space, and stands in `#text` otherwise.
 */
export function jsonOf(root: XmlElement, options: ToJsonOptions): object {
  return Object.fromEntries([[nameOf(root.name, options), elementValue(root, options)]]);
}

function elementValue(element: XmlElement, options: ToJsonOptions): unknown {
  const { kind, isAlwaysList } = options;
  const isDirect = kind === "direct";
  const attributes = element.attributes.filter(([name]) => isDirect || !/^xmlns(:|$)/.test(name));
  const children = element.children.filter((child) => typeof child !== "string");
  const text = textOf(element);
  if (attributes.length === 0 && children.length === 0) return text === "" && isDirect ? null : text;

  const members = new Map<string, unknown>();
  for (const [name, value] of attributes) members.set(isDirect ? `@${name}` : localName(name), value);
  for (const [name, own] of Map.groupBy(children, (child) => nameOf(child.name, options))) {
    const values = own.map((child) => elementValue(child, options));
    members.set(name, values.length > 1 || isAlwaysList ? values : values[0]);
  }
  if (text.trim() !== "") members.set("#text", text);
  return Object.fromEntries(members);
}

function nameOf(name: string, { kind }: ToJsonOptions): string {
  return kind === "direct" ? name : localName(name);
}

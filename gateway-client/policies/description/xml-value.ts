import { localName, textOf, type XmlElement } from "../xml/parse.ts";
import { scalarFromText, shapeOf } from "./from-text.ts";
import type { ValueTypes } from "./value-types.ts";

/**
 * The value that an XML element stands for by its schema and the schema's `xml` objects (OpenAPI 3.1, 4.8.26): names of its own,
 * attributes, wrapped lists. What the schema does not name is kept under its name, so that it can be refused.
 */
export function xmlValue(element: XmlElement, types: ValueTypes): unknown {
  const shape = shapeOf(types);
  if (shape === "list") return elementsOf(element).map((child) => xmlValue(child, types.items));
  if (shape === "object" || elementsOf(element).length > 0) return objectOf(element, types);
  return scalarFromText(textOf(element).trim(), types);
}

function objectOf(element: XmlElement, types: ValueTypes): object {
  const members = new Map<string, unknown>();
  const attributes = new Map(element.attributes.map(([name, value]) => [localName(name), value]));
  const children = Map.groupBy(elementsOf(element), ({ name }) => localName(name));
  for (const name of types.names) {
    const member = types.property(name);
    const xmlName = member.xml.name ?? name;
    const attribute = member.xml.isAttribute ? attributes.get(xmlName) : undefined;
    if (attribute !== undefined) members.set(name, scalarFromText(attribute, member));
    if (member.xml.isAttribute) continue;
    const isBareList = shapeOf(member) === "list" && !member.xml.isWrapped;
    const childName = isBareList ? (member.items.xml.name ?? xmlName) : xmlName;
    const own = children.get(childName);
    children.delete(childName);
    const [first] = own ?? [];
    if (own === undefined || first === undefined) continue;
    members.set(name, isBareList ? own.map((child) => xmlValue(child, member.items)) : xmlValue(first, member));
  }
  for (const [name, [child]] of children)
    if (child !== undefined) members.set(name, xmlValue(child, types.property(name)));
  return Object.fromEntries(members);
}

function elementsOf({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== "string");
}

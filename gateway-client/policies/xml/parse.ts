import { SaxesParser } from "saxes";

/** An element with what is in it, in its order. Texts have their references resolved. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const DEPTH_MAX = 100;

/**
 * The root of an XML 1.0 text; a reason where it is none. A document type declaration is refused whatever it says, so that there are
 * neither entities of its own nor external ones.
 */
export function parseXml(text: string): XmlElement | string {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let root: OpenElement | undefined;
  parser.on("doctype", () => parser.fail("has a document type declaration, which is not taken"));
  parser.on("xmldecl", ({ encoding = "utf-8" }) => {
    if (!/^(utf-8|us-ascii)$/i.test(encoding)) parser.fail("is in another encoding than UTF-8");
  });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= DEPTH_MAX) parser.fail(`nests deeper than ${DEPTH_MAX} elements`);
    const pairs = Object.values(attributes).map((attribute): [string, string] => [attribute.name, attribute.value]);
    const element: OpenElement = { name, attributes: pairs, children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const addText = (content: string) => {
    open.at(-1)?.children.push(content);
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    parser.write(text).close();
  } catch (error) {
    // The parser tells of what is no XML by its error event, which the handler above throws to stop at the first.
    return error instanceof Error ? error.message.replace(/^\d+:\d+: /, "") : "cannot be read";
  }
  return root ?? "has no element";
}

/** Without the prefix of its name space. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The text right inside an element. */
export function textOf({ children }: XmlElement): string {
  return children.filter((child) => typeof child === "string").join("");
}

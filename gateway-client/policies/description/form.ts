import { essenceOf, mediaTypeParameter } from "./media-type.ts";
import type { Pair } from "./parameter-text.ts";

/** Pairs of a query or a form, still encoded. */
export function encodedPairs(text: string): Pair[] {
  return text
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const mark = pair.indexOf("=");
      return mark < 0 ? [pair, ""] : [pair.slice(0, mark), pair.slice(mark + 1)];
    });
}

/** The text of a name or value of a form: `+` is a space. What is no encoding stands for itself. */
export function decodeForm(text: string): string {
  if (!/[%+]/.test(text)) return text;
  // The parser of the URL standard never throws; ampersands are no part of a pair.
  return new URLSearchParams(`=${text}`).get("") ?? "";
}

/** The text of a path's segment, a header's or a cookie's part. What is no encoding stands for itself. */
export function decodePercent(text: string): string {
  return text.includes("%") ? decodeForm(text.replaceAll("+", "%2B").replaceAll("&", "%26")) : text;
}

export interface FormPart {
  readonly name: string;
  readonly isFile: boolean;
  /** Of the part itself; undefined where it says none. */
  readonly contentType: string | undefined;
  readonly text: string;
}

const PARTS_MAX = 1_000;

/** The parts of a `multipart/form-data` body (RFC 7578); a reason where it is none. */
export function multipartParts(text: string, contentType: string): FormPart[] | string {
  const boundary = mediaTypeParameter(contentType, "boundary");
  if (boundary === undefined || boundary === "") return "has no boundary in its Content-Type";
  const sections = `\r\n${text}`.split(`\r\n--${boundary}`);
  const end = sections.pop();
  if (sections.length === 0 || end === undefined || !/^--[ \t]*(\r\n|$)/.test(end))
    return "does not end with its boundary";
  if (sections.length > PARTS_MAX + 1) return `has more than ${PARTS_MAX} parts`;
  const parts: FormPart[] = [];
  for (const section of sections.slice(1)) {
    const part = partOf(section);
    if (part === undefined) return "has a part without a name";
    parts.push(part);
  }
  return parts;
}

function partOf(section: string): FormPart | undefined {
  const content = section.replace(/^[ \t]*/, "");
  const headEnd = content.indexOf("\r\n\r\n");
  if (!content.startsWith("\r\n") || headEnd < 0) return undefined;
  const headers = new Map(
    content
      .slice(2, headEnd)
      .split("\r\n")
      .map((line): [string, string] => {
        const colon = line.indexOf(":");
        return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      }),
  );
  const disposition = headers.get("content-disposition") ?? "";
  const name = mediaTypeParameter(disposition, "name");
  if (essenceOf(disposition) !== "form-data" || name === undefined) return undefined;
  return {
    name,
    isFile: mediaTypeParameter(disposition, "filename") !== undefined,
    contentType: headers.get("content-type"),
    text: content.slice(headEnd + 4),
  };
}

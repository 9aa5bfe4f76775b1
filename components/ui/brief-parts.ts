export interface BriefPart {
  kind: "text" | "code" | "strong" | "link";
  text: string;
  href?: string;
}

/**
 * The paragraphs of a short text in Markdown or simple HTML, as the descriptions of members are: code, bold and links. Small
 * enough for a page's script; whatever else stands in the text stays text.
 */
export function briefParts(text: string): BriefPart[][] {
  return withoutHtml(text)
    .split(/\n\s*\n|\n(?=[ \t]{0,8}[-*] )/)
    .map((paragraph) => paragraph.trim().replace(/^[-*] /, "• "))
    .filter((paragraph) => paragraph !== "")
    .map(partsOf);
}

function partsOf(paragraph: string): BriefPart[] {
  const parts: BriefPart[] = [];
  let end = 0;
  for (const match of paragraph.matchAll(PATTERN)) {
    if (match.index > end) parts.push({ kind: "text", text: paragraph.slice(end, match.index) });
    end = match.index + match[0].length;
    parts.push(toPart(match.groups ?? {}, match[0]));
  }
  if (end < paragraph.length) parts.push({ kind: "text", text: paragraph.slice(end) });
  return parts;
}

/** Bounded repetitions, so that no text can make it slow. */
const PATTERN =
  /`(?<code>[^`\n]{1,500})`|\*\*(?<strong>[^*\n]{1,500})\*\*|\[(?<label>[^\]\n]{1,300})\]\((?<href>[^)\s]{1,1000})\)/g;

function toPart({ code, strong, label, href }: Record<string, string | undefined>, whole: string): BriefPart {
  if (code !== undefined) return { kind: "code", text: code };
  if (strong !== undefined) return { kind: "strong", text: strong };
  if (label === undefined || href === undefined) return { kind: "text", text: whole };
  return /^https?:\/\//i.test(href) ? { kind: "link", text: label, href } : { kind: "text", text: label };
}

function withoutHtml(text: string): string {
  if (!/<|&/.test(text)) return text;
  return text
    .replaceAll(/<\/?code>/gi, "`")
    .replaceAll(/<\/?(?:b|strong)>/gi, "**")
    .replaceAll(/<\/p>|<br\s*\/?>\s*<br\s*\/?>/gi, "\n\n")
    .replaceAll(/<br\s*\/?>|<\/li>/gi, "\n")
    .replaceAll(/<a\s[^>]{0,500}?href="([^"]{1,1000})"[^>]{0,500}>([^<]{1,300})<\/a>/gi, "[$2]($1)")
    .replaceAll(/<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,1000})?\/?>/gi, "")
    .replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities.get(name) ?? "");
}

const entities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["#39", "'"],
  ["nbsp", " "],
]);

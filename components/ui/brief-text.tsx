import { type BriefPart, briefParts } from "./brief-parts.ts";

/** A short text of a stranger: elements are made from its words, never from its markup. */
export function BriefText({ text, className }: { text: string; className?: string | undefined }) {
  return briefParts(text).map((parts, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes its order
    <p key={index} className={className}>
      {parts.map(shown)}
    </p>
  ));
}

function shown({ kind, text, href }: BriefPart, index: number) {
  if (kind === "code") return <code key={index}>{text}</code>;
  if (kind === "strong") return <strong key={index}>{text}</strong>;
  if (kind === "link") {
    return (
      <a key={index} href={href} rel="noopener noreferrer nofollow ugc" className="underline hover:text-ink">
        {text}
      </a>
    );
  }
  return text;
}

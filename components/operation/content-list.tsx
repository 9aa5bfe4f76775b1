import type { VersionAddress } from "#lib/client/reference.ts";
import type { ReferenceContent } from "#lib/reference/view.ts";
import { SchemaFacts, SchemaType } from "./schema-facts.tsx";
import { SchemaTree } from "./schema-tree.tsx";

/** What travels in a body, by media type. The first is open; the others are mostly the same in other clothes. */
export function ContentList({ contents, at }: { contents: ReferenceContent[]; at: VersionAddress }) {
  const [first, ...others] = contents;
  if (!first) return null;
  return (
    <>
      <Content content={first} at={at} />
      {others.map((content) => (
        <details key={content.mediaType} className="border-line border-t py-2">
          <summary className="cursor-pointer rounded-chip text-small">
            <code>{content.mediaType}</code>
          </summary>
          <Content content={content} at={at} />
        </details>
      ))}
    </>
  );
}

function Content({ content: { mediaType, node }, at }: { content: ReferenceContent; at: VersionAddress }) {
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-baseline gap-x-2.5 py-1">
        <code className="break-all text-faint text-tiny">{mediaType}</code>
        {node && <SchemaType node={node} />}
      </p>
      {node && (
        <>
          <SchemaFacts node={node} />
          <SchemaTree node={node} at={at} />
        </>
      )}
    </div>
  );
}

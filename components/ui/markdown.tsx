import ReactMarkdown, { type Components } from "react-markdown";
import rehypeRaw from "rehype-raw";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { ScrollRegion } from "./scroll-region.tsx";

/**
 * A stranger's text. Its HTML is read as HTML, because many descriptions are written so, and then only harmless elements are
 * kept: nothing in it becomes script, style or form. For the server: the parsers are too large for a page's script.
 */
export function Markdown({ text }: { text: string }) {
  if (text.trim() === "") return null;
  return (
    <div className="prose">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeRaw, [rehypeSanitize, schema]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** Pictures from elsewhere would tell others who reads; the content security policy refuses them, so they become links. */
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter(
    (name) => name !== "input" && name !== "picture" && name !== "source",
  ),
};

/** The page has its own first two levels of headings. */
const components: Components = {
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  a: ({ href, children }) =>
    isWebAddress(href) ? (
      <a href={href} rel="noopener noreferrer nofollow ugc">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ src, alt }) =>
    typeof src === "string" && isWebAddress(src) ? (
      <a href={src} rel="noopener noreferrer nofollow ugc">
        {alt || "Picture"}
      </a>
    ) : null,
  table: ({ children }) => (
    <ScrollRegion label="Table" className="overflow-x-auto">
      <table>{children}</table>
    </ScrollRegion>
  ),
  pre: ({ children }) => (
    <ScrollRegion label="Code" className="overflow-x-auto rounded-card bg-code text-code-ink">
      <pre>{children}</pre>
    </ScrollRegion>
  ),
};

/** Addresses inside the description lead nowhere here. */
function isWebAddress(href: string | undefined): href is string {
  return href !== undefined && /^(https?:|mailto:)/i.test(href);
}

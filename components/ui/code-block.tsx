import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";
import { type CodeLanguage, type CodeToken, highlight } from "./highlight.ts";
import { ScrollRegion } from "./scroll-region.tsx";

interface CodeBlockProps {
  code: string;
  language?: CodeLanguage | undefined;
  title: string;
  /** Such as status, time and size of an answer. */
  details?: ReactNode;
  isWrapped?: boolean | undefined;
  className?: string | undefined;
}

export function CodeBlock({ code, language = "text", title, details, isWrapped = true, className }: CodeBlockProps) {
  return (
    <CodeFrame
      className={className}
      header={
        <>
          <b className="font-[550] text-code-ink">{title}</b>
          {details}
        </>
      }
      code={code}
    >
      <Code code={code} language={language} label={title} isWrapped={isWrapped} />
    </CodeFrame>
  );
}

/** The dark panel with a row of words and the copy button above the code. */
export function CodeFrame({
  header,
  code,
  className,
  children,
}: {
  header: ReactNode;
  code: string;
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className={clsx("min-w-0 overflow-hidden rounded-card bg-code text-code-ink", className)}>
      <div className="flex min-h-[38px] items-center gap-3.5 border-code-line border-b pr-1.5 pl-3.5 text-code-dim text-tiny">
        {header}
        <CopyButton text={code} className="ml-auto text-code-dim! hover:bg-code-line! hover:text-code-ink!" />
      </div>
      {children}
    </div>
  );
}

export function Code({
  code,
  language,
  label,
  isWrapped,
}: {
  code: string;
  language: CodeLanguage;
  label: string;
  isWrapped: boolean;
}) {
  return (
    <ScrollRegion label={label} className="max-h-[34rem] overflow-auto focus-visible:-outline-offset-2">
      <pre
        className={clsx(
          "px-[15px] py-[13px] font-mono text-[0.78125rem] leading-[1.65]",
          isWrapped && "whitespace-pre-wrap break-words",
        )}
      >
        <code className="text-[1em]">{highlight(code, language).map(coloured)}</code>
      </pre>
    </ScrollRegion>
  );
}

function coloured({ text, kind }: CodeToken, index: number) {
  if (kind === "plain") return text;
  return (
    <span key={index} className={colours[kind]}>
      {text}
    </span>
  );
}

const colours = {
  string: "text-code-string",
  key: "text-code-key",
  number: "text-code-number",
  comment: "text-code-dim",
};

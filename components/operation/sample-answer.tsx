import type { ReferenceAnswer } from "#lib/reference/view.ts";
import { CodeBlock } from "../ui/code-block.tsx";
import { statusWords } from "./status-words.ts";

/** What a successful call brings back, by the description's examples or made from its schema. */
export function SampleAnswer({ answers }: { answers: ReferenceAnswer[] }) {
  const answer = answers.find(({ status }) => status.startsWith("2")) ?? answers[0];
  const content = answer?.contents.find(({ example }) => example !== null);
  if (!answer || !content || content.example === null) return null;
  return (
    <CodeBlock
      title={`${answer.status} ${statusWords(answer.status)}`}
      details={<span>{content.mediaType}</span>}
      language={content.mediaType.includes("json") ? "json" : "text"}
      code={content.example}
    />
  );
}

"use client";

import { CodeTabs } from "../ui/code-tabs.tsx";
import type { CodeLanguage } from "../ui/highlight.ts";
import { useRemembered } from "./use-remembered.ts";

const REMEMBERED = "sample-language";

/** The call in several languages; the one that a reader prefers stays in front on every page. */
export function OperationSamples({ samples }: { samples: { title: string; language: CodeLanguage; code: string }[] }) {
  const [chosen, choose] = useRemembered(REMEMBERED, "curl");
  return <CodeTabs label="Sample call" samples={samples} chosen={chosen} onChoose={choose} />;
}

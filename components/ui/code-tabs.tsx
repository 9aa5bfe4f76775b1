"use client";

import * as Radix from "radix-ui/tabs";
import { useState } from "react";
import { Code, CodeFrame } from "./code-block.tsx";
import type { CodeLanguage } from "./highlight.ts";

interface CodeTabsProps {
  label: string;
  samples: { title: string; language: CodeLanguage; code: string }[];
  /** Which sample is in front, when somebody else remembers it. */
  chosen?: string | undefined;
  onChoose?: ((title: string) => void) | undefined;
}

/** The same thing said in several languages. */
export function CodeTabs({ label, samples, chosen, onChoose }: CodeTabsProps) {
  const [own, setOwn] = useState(samples[0]?.title ?? "");
  const title = chosen ?? own;
  const front = samples.find((sample) => sample.title === title) ?? samples[0];
  if (front === undefined) return null;

  return (
    <Radix.Root
      value={front.title}
      onValueChange={(next) => {
        setOwn(next);
        onChoose?.(next);
      }}
    >
      <CodeFrame
        code={front.code}
        header={
          <Radix.List aria-label={label} className="flex min-w-0 gap-3.5 overflow-x-auto">
            {samples.map((sample) => (
              <Radix.Trigger
                key={sample.title}
                value={sample.title}
                className="h-[38px] shrink-0 hover:text-code-ink focus-visible:-outline-offset-2 data-[state=active]:font-[550] data-[state=active]:text-code-ink"
              >
                {sample.title}
              </Radix.Trigger>
            ))}
          </Radix.List>
        }
      >
        {samples.map((sample) => (
          <Radix.Content key={sample.title} value={sample.title} tabIndex={-1}>
            <Code code={sample.code} language={sample.language} label={`${label} in ${sample.title}`} isWrapped />
          </Radix.Content>
        ))}
      </CodeFrame>
    </Radix.Root>
  );
}

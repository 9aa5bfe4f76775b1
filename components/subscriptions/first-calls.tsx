"use client";

import Link from "next/link";
import { useState } from "react";
import { operationPath } from "#lib/client/portal-paths.ts";
import { Card } from "../ui/card.tsx";
import { CodeTabs } from "../ui/code-tabs.tsx";
import { Field } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";

/** As lib/subscriptions/first-calls.ts makes them. */
export interface ShownCall {
  api: { slug: string; name: string };
  version: string;
  operation: { key: string; summary: string };
  variable: string | undefined;
  samples: { title: string; language: "shell" | "javascript" | "python"; code: string }[];
}

interface FirstCallsProps {
  workspace: string;
  calls: ShownCall[];
  /** A key that was made a moment ago: the curl carries it, so that it is pasted as it stands. */
  freshKey: string | undefined;
}

/** The shortest way from a key to a first answer. */
export function FirstCalls({ workspace, calls, freshKey }: FirstCallsProps) {
  const [slug, setSlug] = useState(calls[0]?.api.slug);
  const call = calls.find(({ api }) => api.slug === slug);
  if (!call) return null;
  return (
    <Card
      title="First call"
      description={
        freshKey || call.variable === undefined
          ? "Paste it into a terminal."
          : `Put a key into the variable ${call.variable}, then paste it into a terminal.`
      }
    >
      <div className="flex flex-col gap-4">
        {calls.length > 1 && (
          <Field label="API">
            <Select
              options={calls.map(({ api }) => ({ value: api.slug, label: api.name }))}
              value={slug}
              onChange={setSlug}
            />
          </Field>
        )}
        <CodeTabs
          label={`Call of ${call.api.name}`}
          samples={call.samples.map((sample) => ({ ...sample, code: withKey(sample, call.variable, freshKey) }))}
        />
        <p className="text-small text-soft">
          <Link
            href={operationPath(workspace, call.api.slug, call.version, call.operation.key)}
            className="rounded-chip text-accent underline"
          >
            {call.operation.summary || call.operation.key}
          </Link>{" "}
          and every other operation can be tried in its page.
        </p>
      </div>
    </Card>
  );
}

/** Keys are letters, digits and underscores: they need no quoting. */
function withKey(
  { code, language }: ShownCall["samples"][number],
  variable: string | undefined,
  key: string | undefined,
) {
  if (language !== "shell" || variable === undefined || key === undefined) return code;
  return `${variable}=${key}\n${code}`;
}

"use client";

import { useRouter } from "next/navigation";
import { changeRevision, type RevisionPlace } from "#lib/client/revisions.ts";
import { showToast } from "../ui/toast-store.ts";
import { PolicyEditor } from "./policy-editor.tsx";

interface RevisionPoliciesProps {
  place: RevisionPlace;
  rowVersion: number;
  isReadOnly: boolean;
  text: string;
  /** Key of the operation; the API's own document when left out. */
  operation?: string | undefined;
  /** The documents of all operations: they are saved together. */
  operationPolicies: Record<string, Record<string, unknown>>;
}

export function RevisionPolicies({
  place,
  rowVersion,
  isReadOnly,
  text,
  operation,
  operationPolicies,
}: RevisionPoliciesProps) {
  const router = useRouter();
  return (
    <PolicyEditor
      label={operation === undefined ? "Policies of the API" : `Policies of ${operation}`}
      text={text}
      isReadOnly={isReadOnly}
      pointerBase={operation === undefined ? "/policies" : `/operationPolicies/${escapeKey(operation)}`}
      save={(document, mayOverwrite) =>
        changeRevision(place, changeOf(operation, operationPolicies, document), mayOverwrite ? undefined : rowVersion)
      }
      onSaved={() => {
        showToast({ title: "Saved", detail: "The draft has it; callers do not yet." });
        router.refresh();
      }}
    />
  );
}

function changeOf(
  operation: string | undefined,
  all: RevisionPoliciesProps["operationPolicies"],
  document: unknown,
): Parameters<typeof changeRevision>[1] {
  const written = asDocument(document);
  if (operation === undefined) return { policies: written };
  const { [operation]: _before, ...others } = all;
  const isEmpty = Object.keys(written).length === 0;
  return { operationPolicies: isEmpty ? others : { ...others, [operation]: written } };
}

/** A text that is no mapping at all goes to the server as a member that it refuses. */
function asDocument(document: unknown): Record<string, unknown> {
  const isMapping = typeof document === "object" && document !== null && !Array.isArray(document);
  return isMapping ? { ...document } : { "(text)": document };
}

function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

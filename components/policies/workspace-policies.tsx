"use client";

import { useRouter } from "next/navigation";
import { putPolicies } from "#lib/client/policies.ts";
import { showToast } from "../ui/toast-store.ts";
import { PolicyEditor } from "./policy-editor.tsx";

interface WorkspacePoliciesProps {
  /** The installation when left out. */
  workspace?: string | undefined;
  /** Slug of a product; the workspace itself when left out. */
  product?: string | undefined;
  text: string;
  rowVersion: number;
  isReadOnly: boolean;
}

/** These are in force as soon as they are saved. */
export function WorkspacePolicies({ workspace, product, text, rowVersion, isReadOnly }: WorkspacePoliciesProps) {
  const router = useRouter();
  return (
    <PolicyEditor
      label={labelOf(workspace, product)}
      text={text}
      isReadOnly={isReadOnly}
      save={(document, mayOverwrite) =>
        putPolicies({ workspace, product }, document, mayOverwrite ? undefined : rowVersion)
      }
      onSaved={() => {
        showToast({ title: "In force", detail: "Gateways follow within seconds." });
        router.refresh();
      }}
    />
  );
}

function labelOf(workspace: string | undefined, product: string | undefined): string {
  if (workspace === undefined) return "Policies of the installation";
  return product === undefined ? "Policies of the workspace" : `Policies of the product ${product}`;
}

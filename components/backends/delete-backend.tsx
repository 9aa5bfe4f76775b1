"use client";

import { deleteBackend } from "#lib/client/backends.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { DeleteButton } from "../ui/delete-button.tsx";

export function DeleteBackend({ workspace, slug }: { workspace: string; slug: string }) {
  return (
    <DeleteButton
      title="Delete this backend?"
      consequence="No revision uses it. This cannot be undone."
      name={slug}
      run={() => deleteBackend(workspace, slug)}
      next={consolePaths.backends(workspace)}
    />
  );
}

"use client";

import { deleteNamedValue } from "#lib/client/named-values.ts";
import { consolePaths } from "../apis/api-paths.ts";
import { DeleteButton } from "../ui/delete-button.tsx";

export function DeleteNamedValue({ workspace, name }: { workspace: string; name: string }) {
  return (
    <DeleteButton
      title="Delete this value?"
      consequence="No policy in force names it. Earlier revisions that do could not be made live again."
      name={name}
      run={() => deleteNamedValue(workspace, name)}
      next={consolePaths.namedValues(workspace)}
    />
  );
}

"use client";

import { useQuery } from "@tanstack/react-query";
import type { VersionAddress } from "#lib/client/reference.ts";
import { accepted } from "#lib/client/send.ts";
import type { SchemaNode } from "#lib/reference/view.ts";

/** A part of a schema that the page came without. It cannot change while the page is open. */
export function useSchemaNode(
  at: VersionAddress,
  pointer: string,
): { node: SchemaNode | undefined; failure: string | undefined; retry(): void } {
  const query = useQuery({
    queryKey: ["schema", at, pointer],
    queryFn: async ({ signal }) => {
      // With its checks it is larger than all the rest of the page's script, and most readers never open so deep.
      const { readSchemaNode } = await import("#lib/client/reference.ts");
      return accepted(await readSchemaNode(at, pointer, signal));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return { node: query.data, failure: query.error?.message, retry: () => void query.refetch() };
}

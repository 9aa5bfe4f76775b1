"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { type Address, checkRoutes } from "#lib/client/apis.ts";
import { accepted } from "#lib/client/send.ts";
import { useFormField } from "../ui/form-context.ts";

interface BasePathCheckProps {
  workspace: string;
  /** The API that is being changed. */
  api?: string | undefined;
  versions: string[];
}

/** Says below the field whether another API answers at the base path already. Only saving decides. */
export function BasePathCheck({ workspace, api, versions }: BasePathCheckProps) {
  const address = useSettled({
    basePath: textOf(useFormField("basePath")),
    hosts: textOf(useFormField("hosts"))
      .split(/[,\s]+/)
      .filter(Boolean),
    scheme: textOf(useFormField("scheme")) || "path",
    versions,
    api,
  });
  const { data, isFetching } = useQuery({
    queryKey: ["base-path", workspace, address],
    queryFn: async ({ signal }) => accepted(await checkRoutes(workspace, address, signal)),
    enabled: address.basePath.startsWith("/"),
  });

  return (
    <span role="status" className="block min-h-5">
      {isFetching && "Looking whether it is free…"}
      {!isFetching && data?.isFree && (
        <span className="inline-flex items-center gap-1.5 text-good">
          <CircleCheck aria-hidden className="size-4" /> No other API answers there.
        </span>
      )}
      {!isFetching && data?.isFree === false && (
        <span className="inline-flex items-center gap-1.5 text-bad">
          <CircleAlert aria-hidden className="size-4 shrink-0" />
          <span>
            {data.takenBy ? `The API ${data.takenBy}` : "An API of another workspace"} answers at{" "}
            <code className="break-all">{data.takenAt}</code> already.
          </span>
        </span>
      )}
    </span>
  );
}

function textOf(field: { value: unknown } | undefined): string {
  return typeof field?.value === "string" ? field.value : "";
}

/** The address once its writer pauses. */
function useSettled(address: Address): Address {
  const [settled, setSettled] = useState(address);
  const text = JSON.stringify(address);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text)), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

const PAUSE_MS = 300;

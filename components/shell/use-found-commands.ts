"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { accepted } from "#lib/client/send.ts";
import type { CommandGroup, FindCommands } from "./command.ts";

/** What is found for the text once its writer pauses; what was found before stays in sight meanwhile. */
export function useFoundCommands(
  text: string,
  find: FindCommands | undefined,
): { found: CommandGroup[]; isSearching: boolean } {
  const [settled, setSettled] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const isWanted = find !== undefined && settled.length >= LENGTH_MIN;
  const query = useQuery({
    queryKey: ["commands", settled],
    queryFn: async ({ signal }) => (find ? accepted(await find(settled, signal)) : []),
    enabled: isWanted,
    placeholderData: (before) => before,
  });
  return { found: isWanted ? (query.data ?? []) : [], isSearching: query.isFetching };
}

const PAUSE_MS = 150;
const LENGTH_MIN = 2;

"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { backendSearchQuery } from "#lib/client/backend-search.ts";
import { Combobox } from "../ui/combobox.tsx";
import type { Option } from "../ui/option.ts";

interface BackendChoiceProps {
  workspace: string;
  /** What is offered before anything is typed, with the one that is chosen now among them. */
  first: Option[];
}

/** One of the workspace's backends, however many there are: found by a part of its name. */
export function BackendChoice({ workspace, first }: BackendChoiceProps) {
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<Option>();
  const search = text.trim().slice(0, SEARCH_MAX);
  const { data, isFetching } = useQuery(backendSearchQuery(workspace, search));
  const found = search === "" ? first : (data ?? []);
  // its name stays in the field whatever is looked for next
  const options = chosen && !found.some(({ value }) => value === chosen.value) ? [...found, chosen] : found;

  return (
    <Combobox
      options={options}
      onSearch={setText}
      onChange={(value) => {
        setChosen(options.find((option) => option.value === value));
        setText("");
      }}
      isLoading={isFetching}
      emptyText="No backend has this name."
    />
  );
}

const SEARCH_MAX = 100;

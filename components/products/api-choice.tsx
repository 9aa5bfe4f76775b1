"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useId, useState } from "react";
import { searchWorkspace } from "#lib/client/search.ts";
import { accepted } from "#lib/client/send.ts";
import { IconButton } from "../ui/button.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { useFormField } from "../ui/form-context.ts";

export interface ApiOption {
  slug: string;
  name: string;
}

/** The APIs that a product opens: found by name, taken off one by one. */
export function ApiChoice({ workspace, known }: { workspace: string; known: ApiOption[] }) {
  const id = useId();
  const bound = useFormField("apis");
  const [text, setText] = useState("");
  const [names, setNames] = useState(() => new Map(known.map(({ slug, name }) => [slug, name])));
  const chosen = Array.isArray(bound?.value) ? bound.value.filter((value) => typeof value === "string") : [];
  const { data, isFetching } = useQuery({
    queryKey: ["workspaces", workspace, "search", text],
    queryFn: async ({ signal }) => accepted(await searchWorkspace(workspace, text, signal)).apis,
    enabled: text.trim() !== "",
    placeholderData: (before) => before,
  });
  const found = (text.trim() === "" ? [] : (data ?? [])).filter(({ slug }) => !chosen.includes(slug));

  function choose(slug: string) {
    const name = found.find((api) => api.slug === slug)?.name ?? slug;
    setNames((before) => new Map(before).set(slug, name));
    bound?.change([...chosen, slug]);
    setText("");
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend id={id} className="mb-1.5 font-[550] text-small">
        APIs that it opens
      </legend>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {chosen.map((slug) => (
            <li
              key={slug}
              className="flex min-w-0 items-center gap-1 rounded-control border border-line-strong bg-sunken pl-2.5 text-small"
            >
              <span className="min-w-0 truncate">{names.get(slug) ?? slug}</span>
              <IconButton
                size="small"
                label={`Take off ${names.get(slug) ?? slug}`}
                icon={<X aria-hidden />}
                onClick={() => bound?.change(chosen.filter((other) => other !== slug))}
              />
            </li>
          ))}
        </ul>
      )}
      <Combobox
        key={chosen.length}
        label="Add an API"
        placeholder="Add an API by its name…"
        options={found.map(({ slug, name }) => ({ value: slug, label: name, detail: slug }))}
        onSearch={setText}
        onChange={choose}
        isLoading={isFetching}
        emptyText={text.trim() === "" ? "Write a part of its name" : "No other API has this name"}
      />
      {bound?.error && <p className="text-bad text-small">{bound.error}</p>}
    </fieldset>
  );
}

"use client";

import { Search, X } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useMemo, useTransition } from "react";
import { Button } from "./button.tsx";
import { Input } from "./input.tsx";
import { Kbd } from "./kbd.tsx";
import { Select } from "./select.tsx";
import { Spinner } from "./spinner.tsx";
import { useShortcut } from "./use-shortcut.ts";

export interface Filter {
  /** The name of the parameter in the address. */
  key: string;
  label: string;
  options: { value: string; label: string }[];
}

interface FilterBarProps {
  searchLabel: string;
  filters?: Filter[] | undefined;
}

/** Search (`?q=`) and filters live in the address: a reload, a bookmark and Back keep them, and the server reads them. */
export function FilterBar({ searchLabel, filters = [] }: FilterBarProps) {
  const [isPending, startTransition] = useTransition();
  const keys = useMemo(
    () => Object.fromEntries(["q", "cursor", ...filters.map(({ key }) => key)].map((key) => [key, parseAsString])),
    [filters],
  );
  const [state, setState] = useQueryStates(keys, { shallow: false, startTransition, history: "replace" });
  const search = useShortcut("/");
  const isFiltered = Object.entries(state).some(([key, value]) => key !== "cursor" && value !== null);

  return (
    <search aria-label={searchLabel} className="flex flex-wrap items-center gap-2">
      <Input
        ref={search}
        type="search"
        size="small"
        aria-label={searchLabel}
        placeholder={searchLabel}
        value={state.q ?? ""}
        maxLength={SEARCH_MAX}
        leading={isPending ? <Spinner /> : <Search aria-hidden />}
        trailing={<Kbd>/</Kbd>}
        onChange={(event) => {
          const q = event.target.value || null;
          void setState({ q, cursor: null }, q === null ? {} : { limitUrlUpdates: debounce(PAUSE_MS) });
        }}
        className="min-w-48 flex-1 sm:max-w-72"
      />
      {filters.map(({ key, label, options }) => (
        <Select
          key={key}
          size="small"
          label={label}
          className="w-auto! max-w-full"
          options={[{ value: ANY, label: `${label}: any` }, ...options]}
          value={state[key] ?? ANY}
          onChange={(value) => void setState({ [key]: value === ANY ? null : value, cursor: null })}
        />
      ))}
      {isFiltered && (
        <Button size="small" variant="quiet" onClick={() => void setState(null)}>
          <X aria-hidden /> Clear
        </Button>
      )}
      <span role="status" className="sr-only">
        {isPending ? "Searching" : ""}
      </span>
    </search>
  );
}

/** No value of a filter may be empty, so "any" needs one of its own. */
const ANY = "*";
const SEARCH_MAX = 200;
const PAUSE_MS = 250;

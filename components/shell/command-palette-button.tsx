"use client";

import { Search } from "lucide-react";
import { Kbd } from "../ui/kbd.tsx";
import { setPaletteOpen } from "./palette-store.ts";

/** Opens the command palette of the page, for those who do not know ⌘K yet. */
export function CommandPaletteButton() {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => setPaletteOpen(true)}
      className="flex h-[34px] w-full min-w-[34px] items-center gap-2 rounded-control border border-line-strong bg-surface px-2 text-faint text-small hover:bg-sunken"
    >
      <Search aria-hidden className="size-4 shrink-0" />
      <span className="max-lg:sr-only">Jump to…</span>
      <span aria-hidden="true" className="ml-auto max-lg:hidden">
        <Kbd>⌘K</Kbd>
      </span>
    </button>
  );
}

"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { CommandGroup, FindCommands } from "./command.ts";
import { setPaletteOpen, togglePalette, usePaletteOpen } from "./palette-store.ts";

interface CommandPaletteHostProps {
  /** Pages and actions that are always there. */
  groups: CommandGroup[];
  /** Looks up things by what was typed. */
  find?: FindCommands | undefined;
}

/** Stands once in a shell and listens to ⌘K (Ctrl K); the palette's own code is fetched when it is first wanted. */
export function CommandPaletteHost({ groups, find }: CommandPaletteHostProps) {
  const isOpen = usePaletteOpen();
  const [wasOpened, setOpened] = useState(false);
  if (isOpen && !wasOpened) setOpened(true);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // its code is on its way before the second key is down
      if (event.key === "Meta" || event.key === "Control") void load();
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      togglePalette();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  return (
    wasOpened && <CommandPalette isOpen={isOpen} onClose={() => setPaletteOpen(false)} groups={groups} find={find} />
  );
}

const CommandPalette = dynamic(() => load().then((module) => module.CommandPalette), {
  ssr: false,
});

function load() {
  return import("./command-palette.tsx");
}

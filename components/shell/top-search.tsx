"use client";

import { Search } from "lucide-react";
import { Input } from "../ui/input.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { useShortcut } from "../ui/use-shortcut.ts";

interface TopSearchProps {
  /** The page that searches; it gets `?q=`. */
  path: string;
  label: string;
  shortcut?: string | undefined;
}

/** A plain form: it works before the page's script has arrived. */
export function TopSearch({ path, label, shortcut }: TopSearchProps) {
  const input = useShortcut(shortcut);
  return (
    <search>
      <form action={path} method="get">
        <Input
          ref={input}
          name="q"
          type="search"
          size="small"
          maxLength={200}
          aria-label={label}
          placeholder={label}
          leading={<Search aria-hidden />}
          trailing={shortcut && <Kbd>{shortcut}</Kbd>}
        />
      </form>
    </search>
  );
}

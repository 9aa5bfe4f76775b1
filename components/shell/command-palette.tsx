"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { useState } from "react";
import { Kbd } from "../ui/kbd.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { useReturnFocus } from "../ui/use-return-focus.ts";
import type { CommandGroup, FindCommands } from "./command.ts";
import { useFoundCommands } from "./use-found-commands.ts";

interface CommandPaletteProps {
  isOpen: boolean;
  onClose(): void;
  groups: CommandGroup[];
  find: FindCommands | undefined;
}

export function CommandPalette({ isOpen, onClose, groups, find }: CommandPaletteProps) {
  const router = useRouter();
  const returnFocus = useReturnFocus();

  function go(href: string) {
    onClose();
    router.push(href);
  }

  return (
    <Radix.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-shade" />
        <Radix.Content
          {...returnFocus}
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-50 mx-auto flex max-h-[70vh] max-w-[36rem] animate-rise-in flex-col overflow-hidden rounded-card border border-line-strong bg-surface shadow-floating outline-none"
        >
          <Radix.Title className="sr-only">Jump to</Radix.Title>
          <Palette groups={groups} find={find} onGo={go} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type PaletteProps = Pick<CommandPaletteProps, "groups" | "find"> & { onGo(href: string): void };

/** Lives only while the palette is open, so that it always begins empty. */
function Palette({ groups, find, onGo }: PaletteProps) {
  const [text, setText] = useState("");
  const { found, isSearching } = useFoundCommands(text, find);

  return (
    <Command label="Jump to" loop className="flex min-h-0 flex-col">
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4 text-faint">
        {isSearching ? <Spinner /> : <Search aria-hidden className="size-4" />}
        <Command.Input
          value={text}
          onValueChange={setText}
          maxLength={200}
          placeholder="Jump to a page, a thing or an action…"
          className="h-full min-w-0 grow bg-transparent text-ink text-lead outline-none"
        />
        <Kbd>esc</Kbd>
      </div>
      <Command.List className="min-h-0 overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-small text-soft">
          {isSearching ? "Searching…" : "Nothing has this name."}
        </Command.Empty>
        {[...groups, ...found].map((group) => (
          <Command.Group key={group.label} heading={group.label} className={groupClass}>
            {group.items.map((item) => (
              <Command.Item
                key={item.href}
                value={`${group.label} ${item.label} ${item.href}`}
                keywords={[...(item.keywords ?? []), item.detail ?? ""]}
                onSelect={() => onGo(item.href)}
                className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-2.5 py-1.5 text-small data-[selected=true]:bg-accent-soft"
              >
                <span className="min-w-0 truncate">{item.label}</span>
                {item.detail && <span className="min-w-0 truncate text-faint text-tiny">{item.detail}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  );
}

const groupClass =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:text-tiny";

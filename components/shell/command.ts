import type { Answer } from "#lib/client/send.ts";

export interface CommandItem {
  label: string;
  href: string;
  /** Where it belongs, such as the workspace of an API. */
  detail?: string | undefined;
  /** Other words by which it is found. */
  keywords?: string[] | undefined;
}

export interface CommandGroup {
  label: string;
  items: CommandItem[];
}

export type FindCommands = (text: string, signal: AbortSignal) => Promise<Answer<CommandGroup[]>>;

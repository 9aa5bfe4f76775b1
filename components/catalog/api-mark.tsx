import clsx from "clsx";
import { type Tone, toneClass } from "../ui/tone.ts";

/** Two letters by which an API is known again in a list; the colour comes from its name and stays. */
export function ApiMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("grid size-10 shrink-0 place-items-center rounded-[9px] font-[650]", toneClass[toneOf(name)])}
    >
      {lettersOf(name)}
    </span>
  );
}

const tones: Tone[] = ["accent", "info", "warn", "good", "bad"];

function toneOf(name: string): Tone {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return tones[sum % tones.length] ?? "accent";
}

function lettersOf(name: string): string {
  const [first = "?", second = ""] = [...name.replaceAll(/[^\p{L}\p{N}]/gu, "")];
  return `${first.toUpperCase()}${second.toLowerCase()}`;
}

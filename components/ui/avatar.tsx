import clsx from "clsx";
import { type Tone, toneClass } from "./tone.ts";

/** A person; the name is said beside it or by what it stands in, so the letters are decoration. */
export function Avatar({ name, size = "medium" }: { name: string; size?: "medium" | "large" | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent uppercase",
        size === "large" ? "size-11 text-base" : "size-7 text-tiny",
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** The square mark of a thing without a picture, with a colour that stays the same for a name. */
export function Monogram({ name }: { name: string }) {
  const sum = [...name].reduce((total, character) => total + (character.codePointAt(0) ?? 0), 0);
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid size-10 shrink-0 place-items-center rounded-card font-[650]",
        toneClass[tones[sum % tones.length] ?? "accent"],
      )}
    >
      {[...name.trim()].slice(0, 2).join("")}
    </span>
  );
}

const tones: Tone[] = ["accent", "info", "warn", "good"];

/** Ada Kern → AK, ada@example.com → A. */
function initialsOf(name: string): string {
  const words =
    name
      .trim()
      .split("@")[0]
      ?.split(/[\s._-]+/) ?? [];
  const first = words.at(0) ?? "";
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  return `${[...first][0] ?? ""}${[...last][0] ?? ""}` || "?";
}

import clsx from "clsx";
import { type Tone, toneClass } from "./tone.ts";

/** An HTTP method; long ones are cut as readers know them (`DEL`), and heard whole. */
export function MethodChip({ method, size = "medium" }: { method: string; size?: "small" | "medium" | undefined }) {
  const name = method.toUpperCase();
  const short = shortNames.get(name) ?? name;
  return (
    <span
      className={clsx(
        "inline-block shrink-0 rounded-chip text-center font-mono font-semibold",
        size === "small" ? "w-[38px] text-[0.59375rem] leading-4" : "w-12 text-micro",
        toneClass[tones.get(name) ?? "neutral"],
      )}
    >
      {short === name ? (
        name
      ) : (
        <>
          <span aria-hidden="true">{short}</span>
          <span className="sr-only">{name}</span>
        </>
      )}
    </span>
  );
}

const shortNames = new Map([
  ["DELETE", "DEL"],
  ["OPTIONS", "OPT"],
  ["CONNECT", "CONN"],
]);

const tones = new Map<string, Tone>([
  ["GET", "info"],
  ["POST", "good"],
  ["PUT", "warn"],
  ["PATCH", "warn"],
  ["DELETE", "bad"],
]);

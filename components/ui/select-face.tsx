import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { Option } from "./option.ts";

export interface SelectProps {
  options: Option[];
  value?: string | undefined;
  onChange?: ((value: string) => void) | undefined;
  placeholder?: string | undefined;
  /** Its name where no field gives it a label. */
  label?: string | undefined;
  size?: "small" | "medium" | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
}

/** What stands in the button of a select, with its list and without. */
export function SelectFace({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="truncate">{children}</span>
      <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
    </>
  );
}

export function selectClass({ size, className }: Pick<SelectProps, "size" | "className">): string {
  return clsx(
    "flex w-full min-w-0 items-center justify-between gap-2 rounded-control border border-line-control bg-surface px-[11px] text-left text-ink",
    "transition-colors hover:bg-sunken aria-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunken disabled:text-faint",
    size === "small" ? "h-8 text-small" : "h-9",
    className,
  );
}

export function placeholderOf({ placeholder }: Pick<SelectProps, "placeholder">): ReactNode {
  return <span className="text-faint">{placeholder ?? "Choose…"}</span>;
}

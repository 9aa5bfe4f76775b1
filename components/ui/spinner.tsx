import clsx from "clsx";

export function Spinner({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "inline-block size-[15px] animate-spin rounded-full border-2 border-current border-r-transparent",
        className,
      )}
    />
  );
}

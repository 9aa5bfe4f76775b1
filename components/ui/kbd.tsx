import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-chip border border-line-strong bg-sunken px-[5px] font-mono text-micro text-soft">
      {children}
    </kbd>
  );
}

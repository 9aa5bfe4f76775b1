import type { ReactNode } from "react";

/** The column in which a portal page stands. */
export function PortalPage({ children }: { children: ReactNode }) {
  return <div className="mx-auto max-w-page px-4 pt-[22px] pb-16 md:px-7 md:pt-9">{children}</div>;
}

import Link from "next/link";
import type { ReactNode } from "react";

/** The name in a row; the whole row is clicked through it, while it stays one link for keyboard and screen reader. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-chip font-[550] after:absolute after:inset-0 hover:underline">
      {children}
    </Link>
  );
}

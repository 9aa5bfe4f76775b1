import { ChevronRight } from "lucide-react";
import Link from "next/link";

interface Crumb {
  label: string;
  /** Left out for the page one is on. */
  href?: string | undefined;
}

export function Breadcrumb({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-x-1.5 text-faint text-small">
        {crumbs.map(({ label, href }, index) => (
          <li key={href ?? label} className="flex min-w-0 items-center gap-1.5">
            {index > 0 && <ChevronRight aria-hidden className="size-3.5 shrink-0" />}
            {href === undefined ? (
              <span aria-current="page" className="min-w-0 wrap-anywhere text-soft">
                {label}
              </span>
            ) : (
              <Link href={href} className="min-w-0 wrap-anywhere rounded-chip hover:text-ink hover:underline">
                {label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

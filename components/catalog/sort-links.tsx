import clsx from "clsx";
import Link from "next/link";

interface SortLinksProps {
  orders: { value: string; label: string }[];
  chosen: string;
  hrefOf(value: string): string;
}

/** In which order the list stands, as links. */
export function SortLinks({ orders, chosen, hrefOf }: SortLinksProps) {
  return (
    <nav aria-label="Order" className="flex gap-3 text-small">
      {orders.map(({ value, label }) => (
        <Link
          key={value}
          href={hrefOf(value)}
          scroll={false}
          prefetch={false}
          aria-current={value === chosen ? "true" : undefined}
          className={clsx("rounded-chip hover:text-ink", value === chosen ? "font-[550] text-ink" : "text-faint")}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

import Link from "next/link";

export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <Link href={href} className="flex min-w-0 items-center gap-[9px] rounded-chip font-[650] tracking-[-0.01em]">
      <BrandMark />
      <span className="truncate">{name}</span>
    </Link>
  );
}

/** A gate. */
export function BrandMark({ size = 20 }: { size?: number | undefined }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" width={size} height={size} className="shrink-0">
      <path
        d="M.75 5.5A4.75 4.75 0 0 1 5.5.75h9a4.75 4.75 0 0 1 4.75 4.75v11.75a2 2 0 0 1-2 2H2.75a2 2 0 0 1-2-2Z"
        fill="var(--accent-soft)"
        stroke="var(--accent)"
        strokeWidth="1.5"
      />
      <path d="M6 20V9.5a1.5 1.5 0 0 1 1.5-1.5h5A1.5 1.5 0 0 1 14 9.5V20Z" fill="var(--accent)" />
    </svg>
  );
}

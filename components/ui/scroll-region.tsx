import type { ReactNode } from "react";

/** Something that may be larger than its place. It takes the focus, because the keyboard has to be able to scroll it (WCAG 2.1.1). */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      className={className}
    >
      {children}
    </section>
  );
}

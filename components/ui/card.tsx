import clsx from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  title?: string | undefined;
  description?: ReactNode;
  actions?: ReactNode;
  /** Tables and lists reach to the border. */
  isFlush?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}

export function Card({ title, description, actions, isFlush, className, children }: CardProps) {
  return (
    <section
      className={clsx("min-w-0 rounded-card border border-line bg-surface", isFlush && "overflow-hidden", className)}
    >
      {title && (
        <div
          className={clsx(
            "flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-[18px]",
            isFlush && "pb-3.5",
          )}
        >
          <div className="min-w-0">
            <h2>{title}</h2>
            {description && <p className="text-small text-soft">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      <div className={clsx(!isFlush && "px-5 py-[18px]", isFlush && title && "border-line border-t")}>{children}</div>
    </section>
  );
}

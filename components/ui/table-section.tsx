import type { ReactNode } from "react";

interface TableSectionProps {
  title: string;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A heading over a table, which has a frame of its own. */
export function TableSection({ title, description, actions, children }: TableSectionProps) {
  return (
    <section className="flex min-w-0 flex-col gap-3.5">
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2>{title}</h2>
          {description && <p className="text-small text-soft">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

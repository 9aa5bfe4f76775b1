import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** What to do next. */
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, icon, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-12 text-center">
      {icon && (
        <span
          aria-hidden="true"
          className="mb-2 grid size-11 place-items-center rounded-card bg-sunken text-faint [&_svg]:size-5"
        >
          {icon}
        </span>
      )}
      <h2 className="text-base!">{title}</h2>
      {children && <div className="max-w-[26rem] text-balance text-small text-soft">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}

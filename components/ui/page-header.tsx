import type { ReactNode } from "react";

interface PageHeaderProps {
  title: string;
  badges?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, badges, description, actions }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 max-w-full">
        <div className="flex flex-wrap items-center gap-2.5">
          <h1 className="wrap-anywhere min-w-0">{title}</h1>
          {badges}
        </div>
        {description && <div className="mt-1 text-small text-soft">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

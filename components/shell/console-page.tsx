import type { ComponentProps, ReactNode } from "react";
import { Breadcrumb } from "../ui/breadcrumb.tsx";
import { PageHeader } from "../ui/page-header.tsx";

type ConsolePageProps = ComponentProps<typeof PageHeader> & {
  crumbs?: ComponentProps<typeof Breadcrumb>["crumbs"] | undefined;
  /** The details of what is chosen, beside the page where there is room for it. */
  aside?: ReactNode;
  children: ReactNode;
};

/** The frame of every console page: where one is, what it is called, what can be done. */
export function ConsolePage({ crumbs, aside, children, ...header }: ConsolePageProps) {
  const page = (
    <div className="min-w-0 px-3.5 pt-[18px] pb-16 md:px-7 md:pt-6">
      {crumbs && (
        <div className="mb-2">
          <Breadcrumb crumbs={crumbs} />
        </div>
      )}
      <PageHeader {...header} />
      <div className="mt-4">{children}</div>
    </div>
  );
  if (!aside) return page;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] xl:min-h-dvh xl:grid-cols-[minmax(0,1fr)_23.75rem]">
      {page}
      <aside className="hidden border-line border-l bg-surface xl:block">
        <div className="sticky top-0 max-h-dvh overflow-y-auto px-[22px] py-6">{aside}</div>
      </aside>
    </div>
  );
}

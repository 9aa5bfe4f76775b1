import type { ReactNode } from "react";

/** One chapter of the page. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-4">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-2.5">{children}</div>;
}

export function Columns({ children }: { children: ReactNode }) {
  return (
    <div className="grid items-start grid-cols-[repeat(auto-fit,minmax(min(100%,16rem),1fr))] gap-5">{children}</div>
  );
}

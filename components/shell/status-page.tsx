import type { ReactNode } from "react";
import { RequestId } from "../ui/problem-banner.tsx";
import { BrandMark } from "./brand.tsx";

interface StatusPageProps {
  title: string;
  /** What happened, and what can be done. */
  children: ReactNode;
  actions: ReactNode;
  requestId?: string | undefined;
}

/** In place of a page that cannot be shown. */
export function StatusPage({ title, children, actions, requestId }: StatusPageProps) {
  return (
    <div className="mx-auto flex max-w-[27rem] flex-col items-center px-6 py-[clamp(3rem,16vh,9rem)] text-center">
      <BrandMark size={44} />
      <h1 className="mt-6">{title}</h1>
      <div className="mt-2 text-balance text-soft">{children}</div>
      <div className="mt-6 flex flex-wrap justify-center gap-2.5">{actions}</div>
      {requestId && (
        <div className="mt-8">
          <RequestId id={requestId} />
        </div>
      )}
    </div>
  );
}

import type { ReactNode } from "react";
import { Banner } from "./banner.tsx";
import { CopyButton } from "./copy-button.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

interface ShownOnceProps {
  title: string;
  secret: string;
  /** Such as "Key". */
  name: string;
  /** What to do with it. */
  children?: ReactNode;
}

/** A secret in the only place where it can be read: it takes the focus, so that it is heard and copied. */
export function ShownOnce({ title, secret, name, children }: ShownOnceProps) {
  return (
    <div role="status" ref={takeFocus} tabIndex={-1} className="rounded-card">
      <Banner tone="good" title={title}>
        <p>Copy it now: it is stored only as a hash and cannot be shown again.</p>
        <div className="mt-2 flex min-w-0 items-center gap-2 rounded-control border border-line-strong bg-surface py-1 pr-1 pl-3">
          <ScrollRegion label={name} className="min-w-0 grow overflow-x-auto whitespace-nowrap">
            <code className="text-ink">{secret}</code>
          </ScrollRegion>
          <CopyButton text={secret} label={`Copy ${name.toLowerCase()}`} variant="primary" />
        </div>
        {children}
      </Banner>
    </div>
  );
}

/* Of the module, so that it is called when the element comes and not whenever it is drawn again. */
function takeFocus(element: HTMLElement | null) {
  element?.focus();
}

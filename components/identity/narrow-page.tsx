import type { ReactNode } from "react";
import { PortalPage } from "../shell/portal-page.tsx";
import { Card } from "../ui/card.tsx";
import { PageHeader } from "../ui/page-header.tsx";

interface NarrowPageProps {
  title: string;
  description?: ReactNode;
  /** What else somebody may have wanted here. */
  footer?: ReactNode;
  children: ReactNode;
}

/** The frame of sign-in, sign-up and the pages that mails lead to: one thing to do. */
export function NarrowPage({ title, description, footer, children }: NarrowPageProps) {
  return (
    <PortalPage>
      <div className="mx-auto flex max-w-md flex-col gap-5">
        <PageHeader title={title} description={description} />
        <Card>{children}</Card>
        {footer && <p className="text-small text-soft">{footer}</p>}
      </div>
    </PortalPage>
  );
}

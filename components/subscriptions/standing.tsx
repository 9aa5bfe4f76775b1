import type { ReactNode } from "react";
import { subscribePath } from "#lib/client/portal-paths.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { Banner } from "../ui/banner.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { Time } from "../ui/time.tsx";

type BannerTone = "info" | "good" | "warn" | "bad";

interface Standing {
  tone: BannerTone;
  title: string;
  /** What happens next, or what its reader can do. */
  next: ReactNode;
  action?: ReactNode;
}

/** Where a subscription stands, why, and what happens next; changes by itself are heard. */
export function SubscriptionStanding({ subscription }: { subscription: SubscriptionView }) {
  const { tone, title, next, action } = standingOf(subscription);
  const { decisionNote, decidedBy } = subscription;
  return (
    <div role="status">
      <Banner tone={tone} title={title} action={action}>
        <p>{next}</p>
        {decisionNote && (
          <p className="mt-1.5 whitespace-pre-line break-words text-ink">
            “{decisionNote}”{decidedBy && <span className="text-soft"> {decidedBy.name}</span>}
          </p>
        )}
      </Banner>
    </div>
  );
}

function standingOf(subscription: SubscriptionView): Standing {
  const { workspace, product, plan, endsAt } = subscription;
  const again = (
    <ButtonLink size="small" href={subscribePath(workspace.slug, product.slug, plan.slug)}>
      Ask again
    </ButtonLink>
  );
  switch (subscription.state) {
    case "submitted":
      return {
        tone: "warn",
        title: "Waiting for approval",
        next: `An approver of ${workspace.name} decides. This page shows it as soon as it is done; a key can be made already and works from then on.`,
      };
    case "active":
      return { tone: "good", title: "Calls are let through", next: <ActiveUntil endsAt={endsAt} /> };
    case "suspended":
      return {
        tone: "bad",
        title: "Suspended",
        next: `${workspace.name} has stopped it: gateways refuse its keys with 403. Its approvers can resume it.`,
      };
    case "paused":
      return {
        tone: "info",
        title: "Paused by your team",
        next: "Gateways refuse its keys with 403 until somebody of your team lets it go on.",
      };
    case "expired":
      return { tone: "warn", title: "Its time is over", next: "Gateways refuse its keys. Renew it to go on." };
    case "rejected":
      return { tone: "bad", title: "Rejected", next: "You can ask again, with more of a reason.", action: again };
    case "cancelled":
      return { tone: "info", title: "Cancelled", next: "Its keys are refused for good.", action: again };
  }
}

function ActiveUntil({ endsAt }: { endsAt: string | null }) {
  if (endsAt === null) return <>It has no end date.</>;
  return (
    <>
      Until <Time at={endsAt} />. Then its keys are refused until it is renewed.
    </>
  );
}

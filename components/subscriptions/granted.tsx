import { subscriptionPath } from "#lib/client/account-paths.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { ButtonLink } from "../ui/button.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import { FirstCalls, type ShownCall } from "./first-calls.tsx";

interface GrantedProps {
  subscription: SubscriptionView;
  secret: string;
  calls: ShownCall[];
}

/** The end of the way where a plan grants at once: the key, and a call that carries it. */
export function Granted({ subscription, secret, calls }: GrantedProps) {
  return (
    <div className="flex flex-col gap-5">
      <ShownOnce
        title={`${subscription.application.name} may call ${subscription.product.name}`}
        secret={secret}
        name="Key"
      />
      <FirstCalls workspace={subscription.workspace.slug} calls={calls} freshKey={secret} />
      <ButtonLink href={subscriptionPath(subscription.id)} className="self-start">
        Go to the subscription
      </ButtonLink>
    </div>
  );
}

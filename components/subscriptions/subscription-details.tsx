import Link from "next/link";
import { applicationPath } from "#lib/client/account-paths.ts";
import { apiPath, productPath } from "#lib/client/portal-paths.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { limitsInWords } from "../console/limits.ts";
import { Card } from "../ui/card.tsx";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";

const linkClass = "rounded-chip text-accent underline";

export function SubscriptionDetails({ subscription }: { subscription: SubscriptionView }) {
  const { workspace, product, plan, application, team } = subscription;
  return (
    <Card title="Details">
      <KeyValueList
        items={[
          {
            key: "Application",
            value: (
              <Link href={applicationPath(application.id)} className={linkClass}>
                {application.name}
              </Link>
            ),
          },
          ...(team.isPersonal ? [] : [{ key: "Team", value: team.name }]),
          {
            key: "Product",
            value: (
              <Link href={productPath(workspace.slug, product.slug)} className={linkClass}>
                {product.name}
              </Link>
            ),
          },
          { key: "By", value: workspace.name },
          { key: "Plan", value: plan.price ? `${plan.name}, ${plan.price}` : plan.name },
          { key: "Limits", value: limitsInWords(plan) },
          { key: "Opens", value: <Apis subscription={subscription} /> },
          { key: "Asked for", value: <Time at={subscription.requestedAt} /> },
          ...(subscription.startsAt ? [{ key: "Since", value: <Time at={subscription.startsAt} /> }] : []),
          ...(subscription.endsAt ? [{ key: "Until", value: <Time at={subscription.endsAt} /> }] : []),
          ...(subscription.acceptedTermsVersion
            ? [{ key: "Terms", value: `version ${subscription.acceptedTermsVersion}` }]
            : []),
          ...(subscription.reason ? [{ key: "Reason", value: <Words text={subscription.reason} /> }] : []),
          ...plan.questions.flatMap(({ name, label }) => {
            const answer = subscription.answers[name];
            return answer ? [{ key: label, value: <Words text={answer} /> }] : [];
          }),
        ]}
      />
    </Card>
  );
}

function Apis({ subscription: { workspace, product } }: { subscription: SubscriptionView }) {
  return (
    <ul className="flex flex-col gap-0.5">
      {product.apis.map(({ slug, name }) => (
        <li key={slug}>
          <Link href={apiPath(workspace.slug, slug)} className={linkClass}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Words({ text }: { text: string }) {
  return <span className="whitespace-pre-line break-words">{text}</span>;
}

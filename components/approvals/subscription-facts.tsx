import Link from "next/link";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { limitsInWords } from "../console/limits.ts";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";

/** What was asked and granted, by whom and when. */
export function SubscriptionFacts({ workspace, subscription }: { workspace: string; subscription: SubscriptionView }) {
  const { team, applicant, product, plan, answers } = subscription;
  const at = `/console/${workspace}`;
  return (
    <KeyValueList
      items={[
        { key: "Team", value: <Words href={`${at}/developers/${team.id}`}>{team.name}</Words> },
        { key: "Asked by", value: applicant ? `${applicant.name}, ${applicant.email}` : "a service" },
        { key: "Asked", value: <Time at={subscription.requestedAt} /> },
        { key: "Product", value: <Words href={`${at}/products/${product.slug}`}>{product.name}</Words> },
        { key: "Opens", value: product.apis.map(({ name }) => name).join(", ") || "No API" },
        { key: "Allows", value: limitsInWords(plan) },
        ...(subscription.reason ? [{ key: "Reason", value: subscription.reason }] : []),
        ...plan.questions.map(({ name, label }) => ({ key: label, value: answers[name] || "No answer" })),
        ...decisionOf(subscription),
        ...(subscription.startsAt ? [{ key: "Began", value: <Time at={subscription.startsAt} /> }] : []),
        { key: "Ends", value: subscription.endsAt ? <Time at={subscription.endsAt} /> : "never" },
      ]}
    />
  );
}

function decisionOf({ decidedAt, decidedBy, decisionNote }: SubscriptionView) {
  if (decidedAt === null) return [];
  return [
    {
      key: "Last decision",
      value: (
        <>
          {decidedBy?.name ?? "Automation"}, <Time at={decidedAt} />
        </>
      ),
    },
    ...(decisionNote ? [{ key: "Note", value: decisionNote }] : []),
  ];
}

function Words({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="underline">
      {children}
    </Link>
  );
}

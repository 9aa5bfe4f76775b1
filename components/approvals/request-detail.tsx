"use client";

import Link from "next/link";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";
import { limitsInWords } from "../console/limits.ts";
import { KeyValueList } from "../ui/key-value-list.tsx";
import { Time } from "../ui/time.tsx";
import { ApplicantUse } from "./applicant-use.tsx";

/** Everything that an approver weighs: who asks, for what, why, and what they do with what they have. */
export function RequestDetail({ workspace, request }: { workspace: string; request: SubscriptionView }) {
  const { application } = request;
  return (
    <div className="flex flex-col gap-[18px]">
      <KeyValueList items={factsOf(workspace, request)} />
      {request.reason && (
        <blockquote className="whitespace-pre-line wrap-anywhere border-line-strong border-l-2 pl-3 text-small text-soft">
          {request.reason}
        </blockquote>
      )}
      <ApplicantUse workspace={workspace} application={application} requestId={request.id} />
    </div>
  );
}

function factsOf(workspace: string, request: SubscriptionView) {
  const { application, team, plan, product, answers, acceptedTermsVersion } = request;
  const members = `${team.members} ${team.members === 1 ? "member" : "members"}`;
  return [
    { key: "Application", value: application.name },
    {
      key: "Team",
      value: (
        <>
          <Link href={`/console/${workspace}/developers/${team.id}`} className="underline">
            {team.name}
          </Link>
          {team.isPersonal ? ", one person" : `, ${members}`}, since <Time at={team.createdAt} form="day" />
        </>
      ),
    },
    { key: "Opens", value: product.apis.map(({ name }) => name).join(", ") || "No API" },
    { key: "Allows", value: limitsInWords(plan) },
    { key: "Lasts", value: plan.duration ?? "without end" },
    ...(acceptedTermsVersion === null
      ? []
      : [
          {
            key: "Terms",
            value: (
              <>
                Accepted v{acceptedTermsVersion} on <Time at={request.requestedAt} form="day" />
              </>
            ),
          },
        ]),
    ...plan.questions.map(({ name, label }) => ({ key: label, value: answers[name] || "No answer" })),
  ];
}

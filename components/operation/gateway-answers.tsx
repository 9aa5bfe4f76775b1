import { type ProblemSlug, problems } from "#lib/contract/problem.ts";
import { Badge } from "../ui/badge.tsx";
import { statusTone } from "./status-words.ts";

/** What may come from the gateway itself, whatever the API's authors wrote. */
export function GatewayAnswers({ needsKey }: { needsKey: boolean }) {
  const slugs = needsKey ? [...withKey, ...always] : always;
  return (
    <details className="border-line border-t">
      <summary className="flex cursor-pointer items-center gap-2.5 rounded-chip py-[11px]">
        <span className="text-soft">Sent by the gateway</span>
        <span className="ml-auto text-faint text-tiny">application/problem+json</span>
      </summary>
      <ul className="pb-3 text-small">
        {slugs.map((slug) => (
          <li key={slug} className="flex flex-wrap items-center gap-2.5 py-1.5 pl-6">
            <Badge tone={statusTone(String(problems[slug].status))}>{problems[slug].status}</Badge>
            <span>{problems[slug].title}</span>
            <code className="text-faint text-tiny">{slug}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

const withKey: ProblemSlug[] = [
  "subscription-key-missing",
  "subscription-key-invalid",
  "subscription-not-active",
  "api-not-in-plan",
  "rate-limit-exceeded",
  "quota-exceeded",
];

const always: ProblemSlug[] = ["backend-unreachable", "gateway-overloaded", "backend-timeout"];

import { Check } from "lucide-react";
import { subscribePath } from "#lib/client/portal-paths.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { Badge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { approvalInWords, quotaInWords, rateLimitInWords } from "./limits-in-words.ts";

interface PlanCardsProps {
  workspace: string;
  product: string;
  plans: CatalogProductView["plans"];
}

/** The plans of a product side by side, each with the way to a key. */
export function PlanCards({ workspace, product, plans }: PlanCardsProps) {
  return (
    <ul className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(15rem,100%),1fr))]">
      {plans.map((plan) => (
        <li
          key={plan.id}
          className="flex min-w-0 flex-col gap-3 rounded-card border border-line bg-surface px-5 py-[18px]"
        >
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="text-title">{plan.name}</h3>
            <Badge isPlain tone={plan.approval === "auto" ? "accent" : "neutral"}>
              {plan.approval === "auto" ? "Instant" : "Needs approval"}
            </Badge>
          </div>
          {plan.price && <p className="font-[620] text-title">{plan.price}</p>}
          {plan.summary && <p className="text-small text-soft">{plan.summary}</p>}
          <ul className="flex grow flex-col gap-1 text-small">
            {[rateLimitInWords(plan), quotaInWords(plan), `Access: ${approvalInWords(plan).toLowerCase()}`].map(
              (line) => (
                <li key={line} className="flex items-start gap-2">
                  <Check aria-hidden className="mt-[3px] size-3.5 shrink-0 text-accent" />
                  {line}
                </li>
              ),
            )}
          </ul>
          <ButtonLink variant="primary" href={subscribePath(workspace, product, plan.slug)} className="self-start">
            Subscribe<span className="sr-only"> to {plan.name}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

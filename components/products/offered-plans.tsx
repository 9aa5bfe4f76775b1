import Link from "next/link";
import type { ReactNode } from "react";
import type { PlanView } from "#lib/products/view.ts";
import { Badge } from "../ui/badge.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { approvalInWords, durationInWords, quotaInWords, rateLimitInWords } from "./limits-in-words.ts";

type ShownPlan = Omit<PlanView, "id" | "rowVersion" | "createdAt">;

interface OfferedPlansProps {
  plans: ShownPlan[];
  /** Open subscriptions by the plan's slug; left out where they do not matter. */
  openByPlan?: ReadonlyMap<string, number> | undefined;
  /** Where a plan is edited; none for who may not. */
  editHref?: ((plan: string) => string) | undefined;
}

/** The plans side by side as a developer compares them, with what only the publisher knows below. */
export function OfferedPlans({ plans, openByPlan, editHref }: OfferedPlansProps) {
  return (
    <ScrollRegion label="Plans compared" className="overflow-x-auto">
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">Plans compared</caption>
        <thead>
          <tr>
            <td className="w-32 border-line border-b" />
            {plans.map((plan) => (
              <th key={plan.slug} scope="col" className="min-w-40 border-line border-b px-4 py-3 text-left align-top">
                <span className="flex flex-wrap items-center gap-2 font-[600] text-base">
                  {editHref && plan.archivedAt === null ? (
                    <Link href={editHref(plan.slug)} className="underline">
                      {plan.name}
                    </Link>
                  ) : (
                    plan.name
                  )}
                  {plan.archivedAt && <Badge isPlain>archived</Badge>}
                </span>
                {plan.summary && <span className="block font-normal text-faint text-tiny">{plan.summary}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cell }) => (
            <tr key={label} className="border-line border-b">
              <th scope="row" className="px-4 py-2.5 text-left font-normal text-faint">
                {label}
              </th>
              {plans.map((plan) => (
                <td key={plan.slug} className="px-4 py-2.5 align-top">
                  {cell(plan)}
                </td>
              ))}
            </tr>
          ))}
          {openByPlan && (
            <tr>
              <th scope="row" className="px-4 py-2.5 text-left font-normal text-faint">
                Open now
              </th>
              {plans.map(({ slug }) => (
                <td key={slug} className="px-4 py-2.5 tabular-nums">
                  {openByPlan.get(slug) ?? 0}
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const rows: { label: string; cell(plan: ShownPlan): ReactNode }[] = [
  { label: "Price", cell: ({ price }) => price || "Not stated" },
  { label: "Rate limit", cell: rateLimitInWords },
  { label: "Quota", cell: quotaInWords },
  { label: "Access", cell: approvalInWords },
  { label: "Runs", cell: durationInWords },
  {
    label: "Per application",
    cell: ({ subscriptionsPerApplicationMax: count }) => `${count} ${count === 1 ? "subscription" : "subscriptions"}`,
  },
  {
    label: "Asks",
    cell: ({ questions }) => (questions.length === 0 ? "Nothing" : questions.map(({ label }) => label).join(", ")),
  },
];

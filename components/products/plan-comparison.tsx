import Link from "next/link";
import { subscribePath } from "#lib/client/portal-paths.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";
import { approvalInWords, durationInWords, quotaInWords, rateLimitInWords } from "./limits-in-words.ts";

type Plan = CatalogProductView["plans"][number];

/** The plans line by line; worth it from two on. */
export function PlanComparison({ workspace, product, plans }: { workspace: string; product: string; plans: Plan[] }) {
  return (
    <ScrollRegion label="Plans compared" className="overflow-x-auto rounded-card border border-line bg-surface">
      <table className="w-full border-collapse text-small">
        <caption className="sr-only">Plans compared</caption>
        <thead>
          <tr className="border-line border-b">
            <td />
            {plans.map((plan) => (
              <th key={plan.id} scope="col" className="px-3.5 py-2.5 text-left font-semibold">
                {plan.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ title, of }) => (
            <tr key={title} className="border-line border-b">
              <th scope="row" className="whitespace-nowrap px-3.5 py-2.5 text-left font-[500] text-faint">
                {title}
              </th>
              {plans.map((plan) => (
                <td key={plan.id} className="px-3.5 py-2.5 tabular-nums">
                  {of(plan)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td />
            {plans.map((plan) => (
              <td key={plan.id} className="px-3.5 py-2.5">
                <Link
                  href={subscribePath(workspace, product, plan.slug)}
                  className="rounded-chip font-[550] text-accent underline"
                >
                  Subscribe<span className="sr-only"> to {plan.name}</span>
                </Link>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const lines: { title: string; of(plan: Plan): string }[] = [
  { title: "Price", of: ({ price }) => price || "Not stated" },
  { title: "Rate limit", of: rateLimitInWords },
  { title: "Quota", of: quotaInWords },
  { title: "Access", of: approvalInWords },
  { title: "Runs", of: durationInWords },
  {
    title: "Per application",
    of: ({ subscriptionsPerApplicationMax: max }) => `${max} ${max === 1 ? "subscription" : "subscriptions"}`,
  },
];

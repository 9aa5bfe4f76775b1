import Link from "next/link";
import { productPath } from "#lib/client/portal-paths.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { Badge } from "../ui/badge.tsx";

/** Products with what they open and what they cost. */
export function ProductCards({ products }: { products: CatalogProductView[] }) {
  return (
    <ul className="grid gap-3 [grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))]">
      {products.map((product) => (
        <li
          key={`${product.workspace.slug} ${product.slug}`}
          className="relative flex min-w-0 flex-col gap-2 rounded-card border border-line bg-surface px-5 py-[18px] transition-colors hover:border-line-strong"
        >
          <p className="text-faint text-tiny">{product.workspace.name}</p>
          <h3 className="text-title">
            <Link
              href={productPath(product.workspace.slug, product.slug)}
              className="rounded-chip after:absolute after:inset-0"
            >
              {product.name}
            </Link>
          </h3>
          {product.summary && <p className="line-clamp-3 text-small text-soft">{product.summary}</p>}
          <p className="mt-auto flex flex-wrap gap-1.5 pt-2">
            <Badge isPlain>
              {product.apis.length} {product.apis.length === 1 ? "API" : "APIs"}
            </Badge>
            {product.plans.map((plan) => (
              <Badge key={plan.id} isPlain tone={plan.approval === "auto" ? "accent" : "neutral"}>
                {[plan.name, plan.price].filter(Boolean).join(" · ")}
              </Badge>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

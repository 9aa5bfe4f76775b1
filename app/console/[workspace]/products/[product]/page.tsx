import type { Metadata } from "next";
import { StateBadge } from "#components/console/state-badge.tsx";
import { OfferedPlans } from "#components/products/offered-plans.tsx";
import { ProductActions } from "#components/products/product-actions.tsx";
import { ProductFacts } from "#components/products/product-facts.tsx";
import { ProductForm } from "#components/products/product-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { readProduct } from "#lib/products/read.ts";
import { readProductUse } from "#lib/products/read-use.ts";
import { read } from "../../../../_reader/read.ts";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Product" };

interface ProductPageProps {
  params: Promise<{ workspace: string; product: string }>;
}

export default async function ProductPage({ params }: ProductPageProps) {
  const { workspace, product: slug } = await params;
  const product = await read((ctx) => readProduct(ctx, workspace, slug));
  const use = await read((ctx) => readProductUse(ctx, workspace, slug));
  const isEditable = (await workspacePermissions(workspace)).has("product.change") && product.state !== "retired";
  const at = `/console/${workspace}/products/${slug}`;
  return (
    <ConsolePage
      title={product.name}
      badges={<StateBadge state={product.state} />}
      description={product.summary}
      crumbs={[{ label: "Products", href: `/console/${workspace}/products` }, { label: product.name }]}
      actions={isEditable && <ProductActions workspace={workspace} product={product} use={use} />}
    >
      <div className="flex flex-col gap-5">
        <Card
          title="Plans"
          description={`${use.openSubscriptions} open subscriptions of ${use.applications} applications`}
          isFlush
          actions={
            isEditable && (
              <ButtonLink size="small" href={`${at}/plans/new`}>
                New plan
              </ButtonLink>
            )
          }
        >
          {product.plans.length === 0 ? (
            <EmptyState title="No plan yet">A product is published with at least one plan to subscribe to.</EmptyState>
          ) : (
            <OfferedPlans
              plans={product.plans}
              openByPlan={new Map(use.plans.map((plan) => [plan.slug, plan.openSubscriptions]))}
              editHref={isEditable ? (plan) => `${at}/plans/${plan}` : undefined}
            />
          )}
        </Card>
        <Card title="Product" className="max-w-3xl">
          {isEditable ? (
            <ProductForm key={product.rowVersion} workspace={workspace} product={product} />
          ) : (
            <ProductFacts product={product} />
          )}
        </Card>
      </div>
    </ConsolePage>
  );
}

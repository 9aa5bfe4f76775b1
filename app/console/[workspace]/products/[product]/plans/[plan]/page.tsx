import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { PlanEditor } from "#components/products/plan-editor.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { readProduct } from "#lib/products/read.ts";
import { readProductUse } from "#lib/products/read-use.ts";
import { read } from "../../../../../../_reader/read.ts";
import { workspacePermissions } from "../../../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Plan" };

interface PlanPageProps {
  params: Promise<{ workspace: string; product: string; plan: string }>;
}

export default async function PlanPage({ params }: PlanPageProps) {
  const { workspace, product: productSlug, plan: planSlug } = await params;
  if (!(await workspacePermissions(workspace)).has("product.change")) forbidden();
  const { slug, name, plans } = await read((ctx) => readProduct(ctx, workspace, productSlug));
  const use = await read((ctx) => readProductUse(ctx, workspace, productSlug));
  const open = plans.filter(({ archivedAt }) => archivedAt === null);
  const plan = open.find((candidate) => candidate.slug === planSlug);
  // An archived plan is not changed any more; the product shows it.
  if (!plan) notFound();
  const at = `/console/${workspace}/products`;
  return (
    <ConsolePage
      title={plan.name}
      crumbs={[{ label: "Products", href: at }, { label: name, href: `${at}/${slug}` }, { label: plan.name }]}
    >
      <div className="max-w-3xl">
        <PlanEditor
          key={plan.rowVersion}
          workspace={workspace}
          product={{ slug, name }}
          plan={plan}
          others={open.filter((other) => other !== plan)}
          openSubscriptions={use.plans.find((other) => other.slug === planSlug)?.openSubscriptions ?? 0}
        />
      </div>
    </ConsolePage>
  );
}

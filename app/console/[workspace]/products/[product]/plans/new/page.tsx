import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { PlanEditor } from "#components/products/plan-editor.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { readProduct } from "#lib/products/read.ts";
import { read } from "../../../../../../_reader/read.ts";
import { workspacePermissions } from "../../../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "New plan" };

interface NewPlanPageProps {
  params: Promise<{ workspace: string; product: string }>;
}

export default async function NewPlanPage({ params }: NewPlanPageProps) {
  const { workspace, product: productSlug } = await params;
  if (!(await workspacePermissions(workspace)).has("product.change")) forbidden();
  const { slug, name, plans } = await read((ctx) => readProduct(ctx, workspace, productSlug));
  const at = `/console/${workspace}/products`;
  return (
    <ConsolePage
      title="New plan"
      crumbs={[{ label: "Products", href: at }, { label: name, href: `${at}/${slug}` }, { label: "New plan" }]}
    >
      <div className="max-w-3xl">
        <PlanEditor
          workspace={workspace}
          product={{ slug, name }}
          others={plans.filter(({ archivedAt }) => archivedAt === null)}
          openSubscriptions={0}
        />
      </div>
    </ConsolePage>
  );
}

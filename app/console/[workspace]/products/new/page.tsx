import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { NewProductForm } from "#components/products/new-product-form.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Card } from "#components/ui/card.tsx";
import { workspacePermissions } from "../../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "New product" };

export default async function NewProductPage({ params }: { params: Promise<{ workspace: string }> }) {
  const { workspace } = await params;
  if (!(await workspacePermissions(workspace)).has("product.change")) forbidden();
  return (
    <ConsolePage
      title="New product"
      crumbs={[{ label: "Products", href: `/console/${workspace}/products` }, { label: "New product" }]}
    >
      <Card className="max-w-2xl">
        <NewProductForm workspace={workspace} />
      </Card>
    </ConsolePage>
  );
}

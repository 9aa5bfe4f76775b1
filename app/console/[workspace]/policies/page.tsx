import type { Metadata } from "next";
import { PolicyGuide } from "#components/policies/policy-guide.tsx";
import { ProductSwitch } from "#components/policies/product-switch.tsx";
import { WorkspacePolicies } from "#components/policies/workspace-policies.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import { readPolicies } from "#lib/policies/read-document.ts";
import { listPolicyReference } from "#lib/policies/reference.ts";
import { toPolicyText } from "#lib/policies/to-text.ts";
import { listProducts } from "#lib/products/read.ts";
import { read } from "../../../_reader/read.ts";
import type { SearchParams } from "../../../_reader/search.ts";
import { workspacePermissions } from "../../_frame/workspace-permissions.ts";

export const metadata: Metadata = { title: "Policies" };

interface PoliciesPageProps {
  params: Promise<{ workspace: string }>;
  searchParams: SearchParams;
}

export default async function PoliciesPage({ params, searchParams }: PoliciesPageProps) {
  const { workspace } = await params;
  const { product: asked } = await searchParams;
  const product = typeof asked === "string" ? asked : undefined;
  const [{ document, rowVersion }, { items: products }, permissions] = await Promise.all([
    read((ctx) => readPolicies(ctx, { workspace, ...(product === undefined ? {} : { product }) })),
    read((ctx) => listProducts(ctx, workspace, { limit: LIMIT_MAX })),
    workspacePermissions(workspace),
  ]);
  const isReadOnly = !permissions.has("policy.change");
  return (
    <ConsolePage
      title="Policies"
      description="They run around those of every API of the workspace, or for every caller of one product."
    >
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Banner
            tone={isReadOnly ? "info" : "warn"}
            title={isReadOnly ? "Your role may read these policies" : "In force when saved"}
          >
            {isReadOnly
              ? "A publisher or owner of the workspace changes them."
              : "There is no review here: callers of every API below meet them within seconds."}
          </Banner>
          <div className="max-w-md">
            <ProductSwitch products={products} current={product} label="Scope" noneLabel="The whole workspace" />
          </div>
          <WorkspacePolicies
            key={`${product} ${rowVersion}`}
            workspace={workspace}
            product={product}
            text={toPolicyText(document)}
            rowVersion={rowVersion}
            isReadOnly={isReadOnly}
          />
        </div>
        <PolicyGuide policies={listPolicyReference()} />
      </div>
    </ConsolePage>
  );
}

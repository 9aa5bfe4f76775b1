import { EffectivePolicies } from "#components/policies/effective-policies.tsx";
import { OperationSwitch } from "#components/policies/operation-switch.tsx";
import { ProductSwitch } from "#components/policies/product-switch.tsx";
import { effectivePoliciesQuery } from "#lib/catalog/input.ts";
import { readEffectivePolicies } from "#lib/catalog/read-effective.ts";
import { LIMIT_MAX } from "#lib/contract/paging.ts";
import type { PolicyStep } from "#lib/contract/snapshot.ts";
import { toPolicyText } from "#lib/policies/to-text.ts";
import { listProducts } from "#lib/products/read.ts";
import { read } from "../../../../../../../../../_reader/read.ts";
import { searchOf } from "../../../../../../../../../_reader/search.ts";
import { placeOf, type RevisionPageProps, revisionOf } from "../_read.ts";

export default async function EffectivePoliciesPage({ params, searchParams }: RevisionPageProps) {
  const place = await placeOf(params);
  const input = await searchOf(effectivePoliciesQuery, searchParams);
  const [revision, document, { items: products }] = await Promise.all([
    revisionOf(place),
    read((ctx) => readEffectivePolicies(ctx, place, input)),
    read((ctx) => listProducts(ctx, place.workspace, { limit: LIMIT_MAX })),
  ]);
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[44rem] text-small text-soft">
        What a call meets: workspace, product, API and operation put together, each step with the scope that it comes
        from. Within inbound, policies run phase by phase.
      </p>
      <div className="grid gap-2.5 sm:grid-cols-2 lg:max-w-[44rem]">
        {revision.document !== null && (
          <OperationSwitch place={place} current={input.operation} noneLabel="Operations without their own" />
        )}
        <ProductSwitch
          products={products.filter(({ apis }) => apis.some(({ slug }) => slug === place.api))}
          current={input.product}
          label="Product"
          noneLabel="Without a product"
        />
      </div>
      <EffectivePolicies
        sections={[
          { title: "Inbound", note: "Before the backend is called.", steps: document.inbound.map(toStep) },
          { title: "Backend", note: "Around the call to the backend.", steps: document.backend.map(toStep) },
          { title: "Outbound", note: "On the answer.", steps: document.outbound.map(toStep) },
          { title: "On error", note: "When a policy or the backend fails.", steps: document.onError.map(toStep) },
        ]}
      />
    </div>
  );
}

function toStep({ policy, config, id, scope }: PolicyStep) {
  return { policy, id, scope, text: toPolicyText(config) };
}

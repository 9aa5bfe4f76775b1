"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { deleteProduct, moveProduct } from "#lib/client/products.ts";
import type { ProductUseView, ProductView } from "#lib/products/view.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { EndOfferDialog } from "./end-offer-dialog.tsx";

interface ProductActionsProps {
  workspace: string;
  product: ProductView;
  use: ProductUseView;
}

/** What can be done with a product in its state. */
export function ProductActions({ workspace, product, use }: ProductActionsProps) {
  const router = useRouter();
  const [layer, setLayer] = useState<"unpublish" | "retire" | "delete">();
  const place = { workspace, product: product.slug };
  const close = () => setLayer(undefined);

  if (product.state === "draft") {
    return (
      <>
        <Button onClick={() => setLayer("delete")}>Delete…</Button>
        <ActionDialog
          label="Publish"
          look={{ variant: "primary" }}
          title={`Publish ${product.name}`}
          description="Developers find it in the portal at once and can ask for its plans."
          run={() => moveProduct(place, "publish")}
          done={`${product.name} is published`}
        />
        <ConfirmByNameDialog
          isOpen={layer === "delete"}
          onClose={close}
          title={`Delete ${product.name}`}
          consequence="The product and its plans are gone for good. Nobody has ever subscribed to a product that can be deleted."
          name={product.name}
          action="Delete"
          onConfirm={async () => {
            const problem = await deleteProduct(place);
            if (problem) return problem;
            router.push(`/console/${workspace}/products`);
            router.refresh();
          }}
        />
      </>
    );
  }
  if (product.state === "retired") return null;
  return (
    <>
      <Button onClick={() => setLayer("retire")}>Retire…</Button>
      <Button onClick={() => setLayer("unpublish")}>Unpublish…</Button>
      {(layer === "unpublish" || layer === "retire") && (
        <EndOfferDialog place={place} product={product} use={use} verb={layer} onClose={close} />
      )}
    </>
  );
}

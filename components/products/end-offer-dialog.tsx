"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { moveProduct, type ProductPlace } from "#lib/client/products.ts";
import type { ProductUseView, ProductView } from "#lib/products/view.ts";
import { ConfirmByNameDialog } from "../ui/confirm-by-name-dialog.tsx";
import { RadioGroup } from "../ui/radio-group.tsx";
import { showToast } from "../ui/toast-store.ts";

interface EndOfferDialogProps {
  place: ProductPlace;
  product: ProductView;
  use: ProductUseView;
  verb: "unpublish" | "retire";
  onClose(): void;
}

/** Before a product is taken from the shelf: asks what becomes of those who have it. */
export function EndOfferDialog({ place, product, use, verb, onClose }: EndOfferDialogProps) {
  const router = useRouter();
  const [fate, setFate] = useState<"keep" | "cancel">("keep");
  const { openSubscriptions, applications } = use;
  const holders = `${openSubscriptions} open ${openSubscriptions === 1 ? "subscription" : "subscriptions"} of ${applications} ${applications === 1 ? "application" : "applications"}`;

  async function end() {
    // Asked also where none was open when the page was read: one may have come since.
    const answer = await moveProduct(place, verb, fate);
    if (!answer.isOk) return answer.problem;
    showToast({ title: `${product.name} is ${verb === "retire" ? "retired" : "a draft again"}` });
    router.refresh();
  }

  return (
    <ConfirmByNameDialog
      isOpen
      onClose={onClose}
      title={`${verb === "retire" ? "Retire" : "Unpublish"} ${product.name}`}
      consequence={
        <>
          <p>
            {verb === "retire"
              ? "It leaves the portal for good: it is not changed or offered again."
              : "It leaves the portal and is a draft again. You can publish it anew."}
          </p>
          {openSubscriptions > 0 && (
            <RadioGroup
              className="mt-4"
              label={`What becomes of ${holders}?`}
              value={fate}
              onChange={(value) => setFate(value === "cancel" ? "cancel" : "keep")}
              options={[
                { value: "keep", label: "Keep them", detail: "Their keys work on, with the limits as they are" },
                {
                  value: "cancel",
                  label: "Cancel them",
                  detail: `${applications} ${applications === 1 ? "application loses" : "applications lose"} access within a second`,
                },
              ]}
            />
          )}
        </>
      }
      name={product.name}
      action={verb === "retire" ? "Retire" : "Unpublish"}
      onConfirm={end}
    />
  );
}

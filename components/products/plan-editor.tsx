"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { makeOnce } from "#lib/client/once.ts";
import {
  archivePlan,
  changePlan,
  createPlan,
  emptyPlan,
  newPlanForm,
  planForm,
  toPlanValues,
} from "#lib/client/products.ts";
import type { PlanView } from "#lib/products/view.ts";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { Card } from "../ui/card.tsx";
import { ConflictBanner } from "../ui/conflict-banner.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { showToast } from "../ui/toast-store.ts";
import { useForm } from "../ui/use-form.ts";
import { OfferedPlans } from "./offered-plans.tsx";
import { PlanFields } from "./plan-fields.tsx";
import { usePlanPreview } from "./plan-preview.ts";

interface PlanEditorProps {
  workspace: string;
  product: { slug: string; name: string };
  /** None: a new one. Give the row version as `key`, so that the form begins anew with what is saved. */
  plan?: PlanView | undefined;
  /** The other plans on offer, beside which this one will stand. */
  others: PlanView[];
  openSubscriptions: number;
}

/** A plan with how it will look beside the others while it is written. */
export function PlanEditor({ workspace, product, plan, others, openSubscriptions }: PlanEditorProps) {
  const router = useRouter();
  const mayOverwrite = useRef(false);
  const [once] = useState(makeOnce);
  const place = { workspace, product: product.slug };
  const back = `/console/${workspace}/products/${product.slug}`;

  async function save(values: unknown) {
    if (plan === undefined) return createPlan(place, (await newPlanForm()).parse(values), once);
    const expected = mayOverwrite.current ? undefined : plan.rowVersion;
    mayOverwrite.current = false;
    return changePlan({ ...place, plan: plan.slug }, (await planForm()).parse(values), expected);
  }

  const form = useForm<unknown>({
    schema: plan ? planForm : newPlanForm,
    initial: plan ? toPlanValues(plan) : emptyPlan,
    submit: async () => {
      const answer = await save(form.values);
      if (!answer.isOk) return answer.problem;
      showToast({ title: plan ? "Saved" : `${answer.value.name} is made`, detail: "Gateways follow within seconds." });
      router.push(back);
      router.refresh();
    },
  });
  const preview = usePlanPreview(form.values, plan);
  const hasConflict = form.problem?.code === "precondition-failed";

  function overwrite() {
    mayOverwrite.current = true;
    void form.submit();
  }

  return (
    <Form form={hasConflict ? { ...form, problem: undefined } : form} label={plan ? plan.name : "New plan"}>
      {hasConflict && <ConflictBanner onOverwrite={overwrite} />}
      <PlanFields isNew={plan === undefined} values={form.values} change={form.state.change} />
      <Card title="Beside the other plans" description="As developers will compare them." isFlush>
        <OfferedPlans plans={[...others, preview]} />
      </Card>
      {openSubscriptions > 0 && (
        <p className="text-small text-soft">
          {openSubscriptions} open {openSubscriptions === 1 ? "subscription has" : "subscriptions have"} this plan: new
          limits hold for them within seconds; approval, questions and duration for those who ask from now on.
        </p>
      )}
      <div className="flex flex-wrap gap-2.5">
        <SubmitButton>{plan ? "Save plan" : "Create plan"}</SubmitButton>
        {plan && (
          <ActionDialog
            label="Archive"
            title={`Archive ${plan.name}`}
            description={`Nobody subscribes to it any more. ${openSubscriptions === 0 ? "Nobody has it now." : `The ${openSubscriptions} who have it keep it, with its limits as they are.`}`}
            run={() => archivePlan({ ...place, plan: plan.slug })}
            done={`${plan.name} is archived`}
            next={() => back}
          />
        )}
      </div>
    </Form>
  );
}

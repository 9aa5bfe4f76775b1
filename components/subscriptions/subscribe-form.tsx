"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState } from "react";
import { subscriptionPath } from "#lib/client/account-paths.ts";
import { NEW_APPLICATION, subscribeForm } from "#lib/client/subscriptions.ts";
import type { CatalogProductView } from "#lib/products/view.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Form, SubmitButton } from "../ui/form.tsx";
import { Input } from "../ui/input.tsx";
import { Opening } from "../ui/opening.tsx";
import { Select } from "../ui/select.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { useForm } from "../ui/use-form.ts";
import type { ShownCall } from "./first-calls.tsx";
import { Granted } from "./granted.tsx";
import { type Subscribed, useSubscribe } from "./use-subscribe.ts";

interface SubscribeFormProps {
  product: CatalogProductView;
  plan: CatalogProductView["plans"][number];
  applications: { id: string; name: string }[];
  calls: ShownCall[];
  /** The terms of use as they are shown; null without any. */
  terms: ReactNode;
}

/** From a plan to a key, or to a request that waits. */
export function SubscribeForm({ product, plan, applications, calls, terms }: SubscribeFormProps) {
  const router = useRouter();
  const [done, setDone] = useState<Subscribed>();
  const hasTerms = product.terms !== "";
  const [isNew, setNew] = useState(applications.length === 0);
  const schema = useMemo(
    () => subscribeForm({ questions: plan.questions, hasTerms, isNew }),
    [plan.questions, hasTerms, isNew],
  );
  const submit = useSubscribe({
    planId: plan.id,
    termsVersion: hasTerms ? product.termsVersion : undefined,
    onDone: (outcome) => {
      router.refresh();
      setDone(outcome);
      if (!outcome.key) router.push(subscriptionPath(outcome.subscription.id));
    },
  });
  const form = useForm({
    schema,
    initial: {
      application: applications[0]?.id ?? NEW_APPLICATION,
      newName: "",
      reason: "",
      answers: Object.fromEntries(plan.questions.map(({ name }) => [name, ""])),
      isAccepted: false,
    },
    submit,
  });

  if (done?.key) return <Granted subscription={done.subscription} secret={done.key.key} calls={calls} />;
  if (done) return <Opening title="The plan is asked for" href={subscriptionPath(done.subscription.id)} />;
  const isManual = plan.approval === "manual";
  return (
    <Form form={form} label={`Subscribe to ${product.name}`}>
      <Field label="Application" name="application" hint="What the calls come from.">
        <Select
          onChange={(chosen) => setNew(chosen === NEW_APPLICATION)}
          options={[
            ...applications.map(({ id, name }) => ({ value: id, label: name })),
            { value: NEW_APPLICATION, label: "A new application" },
          ]}
        />
      </Field>
      {isNew && (
        <Field label="Name of the new application" name="newName">
          <Input autoComplete="off" />
        </Field>
      )}
      {plan.questions.map(({ name, label, required }) => (
        <Field key={name} label={label} name={`/answers/${name}`} isOptional={!required}>
          <Textarea rows={2} />
        </Field>
      ))}
      <Field
        label="What for"
        name="reason"
        isOptional
        hint={isManual ? `Approvers of ${product.workspace.name} decide by it.` : undefined}
      >
        <Textarea charactersMax={REASON_MAX} />
      </Field>
      {terms}
      {hasTerms && <Checkbox name="isAccepted" label={`I accept the terms of use (version ${product.termsVersion})`} />}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>{isManual ? "Ask for the plan" : "Subscribe and make a key"}</SubmitButton>
        <p className="text-small text-soft">
          {isManual ? "It waits for approval; you see the decision on its page." : "It works at once."}
        </p>
      </div>
    </Form>
  );
}

/** Of lib/subscriptions/input.ts. */
const REASON_MAX = 2_000;

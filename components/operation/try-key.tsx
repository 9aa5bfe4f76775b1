"use client";

import Link from "next/link";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import type { TryTarget } from "./try-types.ts";
import { type ChosenKey, OTHER_KEY } from "./use-trial-key.ts";

/** Whose key the call carries. Keys are shown once, when they are made, so this tab is told once and remembers. */
export function TryKey({ target, chosen }: { target: TryTarget; chosen: ChosenKey }) {
  const { subscriptions } = target;
  return (
    <div className="grid gap-x-4 gap-y-3 rounded-card border border-line bg-sunken px-4 py-3.5 sm:grid-cols-2">
      {subscriptions.length > 0 && (
        <Field label="Call as">
          <Select
            options={[
              ...subscriptions.map(({ id, label }) => ({ value: id, label })),
              { value: OTHER_KEY, label: "Another key" },
            ]}
            value={chosen.subscription}
            onChange={chosen.choose}
          />
        </Field>
      )}
      <Field label="Key" hint="Kept in this tab only, and sent with nothing but your calls.">
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          placeholder="Paste the key"
          value={chosen.key}
          onChange={(event) => chosen.enter(event.target.value)}
        />
      </Field>
      {subscriptions.length === 0 && <WayToKey target={target} />}
    </div>
  );
}

function WayToKey({ target }: { target: TryTarget }) {
  const href = target.isSignedIn ? target.subscribeHref : target.signInHref;
  return (
    <p className="self-center text-small text-soft">
      {target.isSignedIn
        ? "You have no active subscription that opens this API."
        : "Sign in to pick one of your subscriptions."}{" "}
      {href && (
        <Link href={href} className="font-[550] text-accent underline">
          {target.isSignedIn ? "Choose a plan" : "Sign in"}
        </Link>
      )}
    </p>
  );
}

"use client";

import { useRef, useState } from "react";
import { createApplication } from "#lib/client/applications.ts";
import { createKey } from "#lib/client/keys.ts";
import { makeOnce } from "#lib/client/once.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { NEW_APPLICATION, requestSubscription, type SubscribeValues } from "#lib/client/subscriptions.ts";
import { keepTrialKey } from "#lib/client/trial-keys.ts";
import type { NewKeyView } from "#lib/keys/view.ts";
import type { SubscriptionView } from "#lib/subscriptions/view.ts";

export interface Subscribed {
  subscription: SubscriptionView;
  /** Of a plan that grants at once. */
  key: NewKeyView | undefined;
}

interface SubscribeOptions {
  planId: string;
  /** The version of the terms that the page showed; undefined without terms. */
  termsVersion: number | undefined;
  onDone(outcome: Subscribed): void;
}

/** The steps from a filled-in form to a key. A step that was done is not done again when a later one is tried again. */
export function useSubscribe({ planId, termsVersion, onDone }: SubscribeOptions) {
  const [once] = useState(() => ({ application: makeOnce(), request: makeOnce(), key: makeOnce() }));
  const made = useRef<{ name: string; id: string }>(undefined);

  return async (values: SubscribeValues): Promise<ShownProblem | undefined> => {
    let applicationId = values.application;
    if (applicationId === NEW_APPLICATION) {
      const name = values.newName.trim();
      if (made.current?.name !== name) {
        const answer = await createApplication({ name, description: "" }, once.application);
        if (!answer.isOk) return movedTo(answer.problem, { "/name": "/newName" });
        made.current = { name, id: answer.value.id };
      }
      applicationId = made.current.id;
    }

    const requested = await requestSubscription(
      {
        applicationId,
        planId,
        reason: values.reason,
        answers: values.answers,
        ...(termsVersion === undefined ? {} : { acceptedTermsVersion: termsVersion }),
      },
      once.request,
    );
    if (!requested.isOk) return movedTo(requested.problem, { "/acceptedTermsVersion": "/isAccepted" });

    const subscription = requested.value;
    // Without a key the subscription is there all the same: its page offers to make one.
    const key = subscription.state === "active" ? await createKey(subscription.id, { label: "" }, once.key) : undefined;
    if (key?.isOk) keepTrialKey(subscription.id, key.value.key);
    onDone({ subscription, key: key?.isOk ? key.value : undefined });
    return undefined;
  };
}

/** The server's places as those of the form. */
function movedTo(problem: ShownProblem, places: Record<string, string>): ShownProblem {
  const errors = problem.errors?.map(({ pointer, detail }) => ({ pointer: places[pointer] ?? pointer, detail }));
  return { ...problem, errors };
}

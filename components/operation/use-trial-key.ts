"use client";

import { useState } from "react";
import { keepTrialKey, readTrialKey } from "#lib/client/trial-keys.ts";
import type { TrySubscription } from "./try-types.ts";

/** Stands for a key that belongs to none of the subscriptions in the list. */
export const OTHER_KEY = "other";

export interface ChosenKey {
  subscription: string;
  key: string;
  choose(subscription: string): void;
  enter(key: string): void;
}

/** The subscription that a reader calls as, and its key as far as this tab knows it. */
export function useTrialKey(subscriptions: TrySubscription[]): ChosenKey {
  const [subscription, setSubscription] = useState(() => firstKnown(subscriptions));
  const [key, setKey] = useState(() => readTrialKey(subscription));
  return {
    subscription,
    key,
    choose: (next) => {
      setSubscription(next);
      setKey(readTrialKey(next));
    },
    enter: (next) => {
      const text = next.trim();
      setKey(text);
      keepTrialKey(subscription, text);
    },
  };
}

function firstKnown(subscriptions: TrySubscription[]): string {
  const known = subscriptions.find(({ id }) => readTrialKey(id) !== "");
  return (known ?? subscriptions[0])?.id ?? OTHER_KEY;
}

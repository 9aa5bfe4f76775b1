"use client";

import { useSyncExternalStore } from "react";

/** What the link in a mail holds behind its `#`; empty without one, undefined until the browser has said. */
export function useMailedProof(): string | undefined {
  return useSyncExternalStore(subscribe, read, unknown);
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

const read = () => window.location.hash.slice(1);
const unknown = () => undefined;

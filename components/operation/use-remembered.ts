"use client";

import { useSyncExternalStore } from "react";

/** A preference of this browser. The server does not know it, so the first picture shows the usual one. */
export function useRemembered(name: string, usual: string): [string, (value: string) => void] {
  const value = useSyncExternalStore(
    subscribe,
    () => read(name) ?? usual,
    () => usual,
  );
  return [value, (next) => remember(name, next)];
}

/** For this page, where the browser forbids storage. */
const kept = new Map<string, string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function read(name: string): string | null {
  const value = kept.get(name);
  if (value !== undefined) return value;
  try {
    return localStorage.getItem(name);
  } catch {
    // a browser that forbids storage throws instead of answering
    return null;
  }
}

function remember(name: string, value: string): void {
  kept.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // then it is forgotten with the page
  }
  for (const listener of listeners) listener();
}

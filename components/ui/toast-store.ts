"use client";

export interface ToastText {
  title: string;
  detail?: string | undefined;
  tone?: "good" | "bad" | "info" | undefined;
  action?: { label: string; run(): void } | undefined;
}

export type Toast = ToastText & { id: number; tone: "good" | "bad" | "info" };

/** A word on something that just happened elsewhere on the page; what matters stays on the page itself as well. */
export function showToast(text: ToastText) {
  lastId += 1;
  replace([...shown.slice(1 - SHOWN_MAX), { ...text, tone: text.tone ?? "good", id: lastId }]);
}

export function closeToast(id: number) {
  replace(shown.filter((toast) => toast.id !== id));
}

/** The form that `useSyncExternalStore` wants. */
export const toasts = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  current: () => shown,
  atStart: () => none,
};

const SHOWN_MAX = 4;
const none: readonly Toast[] = [];
const listeners = new Set<() => void>();
let shown = none;
let lastId = 0;

function replace(next: readonly Toast[]) {
  shown = next;
  for (const listener of listeners) listener();
}

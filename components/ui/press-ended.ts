"use client";

let isDown = false;

/**
 * Settles once neither button nor finger is down, and its click has been delivered. What is told when a field is left moves
 * what stands below it: a button that was pressed for leaving would be gone from under the pointer before it is let go.
 */
export function pressEnded(): Promise<void> {
  if (!isDown) return Promise.resolve();
  return new Promise((resolve) => {
    for (const end of ENDS) addEventListener(end, () => setTimeout(resolve), { capture: true, once: true });
  });
}

const ENDS = ["pointerup", "pointercancel"] as const;

/** Listens from the first form on; pages are drawn on the server too, which has no pointer. */
if (typeof window !== "undefined") {
  addEventListener("pointerdown", () => follow(true), { capture: true });
  for (const end of ENDS) addEventListener(end, () => follow(false), { capture: true });
}

function follow(next: boolean) {
  isDown = next;
}

"use client";

import { useSyncExternalStore } from "react";

/** Open or not: buttons in several places open the one palette of the page. */
export function usePaletteOpen(): boolean {
  return useSyncExternalStore(subscribe, read, closed);
}

export function setPaletteOpen(next: boolean) {
  isOpen = next;
  for (const listener of listeners) listener();
}

/** For single keys, which belong to the palette from the moment it was asked for, also while its code is on its way. */
export function isPaletteOpen(): boolean {
  return isOpen;
}

export function togglePalette() {
  setPaletteOpen(!isOpen);
}

let isOpen = false;
const listeners = new Set<() => void>();
const read = () => isOpen;
const closed = () => false;

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

"use client";

import { useEffect, useRef } from "react";
import { isPaletteOpen } from "../shell/palette-store.ts";
import { isTyping } from "../ui/use-shortcut.ts";

export type InboxKey = "j" | "k" | "x" | "a" | "r" | "?" | "Enter";

/** Single keys decide here: they belong to the inbox unless somebody types, or a dialog or menu is open. */
export function useInboxKeys(press: (key: InboxKey) => void) {
  const latest = useRef(press);
  useEffect(() => {
    latest.current = press;
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.repeat || isTyping(event) || isPaletteOpen()) return;
      if (document.querySelector("[role=dialog]") !== null) return;
      const key = keys.find((known) => known === (event.key.length === 1 ? event.key.toLowerCase() : event.key));
      if (key === undefined || (key === "Enter" && isOnControl(event))) return;
      event.preventDefault();
      latest.current(key);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

const keys: InboxKey[] = ["j", "k", "x", "a", "r", "?", "Enter"];

/** Enter on a link or button is that link's or button's own. */
function isOnControl({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest("a, button, summary") !== null;
}

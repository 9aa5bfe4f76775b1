"use client";

import { useSyncExternalStore } from "react";
import { chosenTheme, THEME_COOKIE, type Theme } from "./theme.ts";

export function useTheme(): { theme: Theme; setTheme(theme: string): void } {
  return { theme: useSyncExternalStore(subscribe, read, atServer), setTheme };
}

const YEAR_SECONDS = 31_536_000;
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function read(): Theme {
  return chosenTheme(document.documentElement.dataset.theme) ?? "system";
}

function atServer(): Theme {
  return "system";
}

function setTheme(theme: string) {
  const chosen = chosenTheme(theme);
  const { dataset } = document.documentElement;
  if (chosen === undefined) delete dataset.theme;
  else dataset.theme = chosen;
  const lifetime = chosen === undefined ? 0 : YEAR_SECONDS;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent from pages served over plain HTTP
  document.cookie = `${THEME_COOKIE}=${chosen ?? ""}; Path=/; Max-Age=${lifetime}; SameSite=Lax`;
  for (const listener of listeners) listener();
}

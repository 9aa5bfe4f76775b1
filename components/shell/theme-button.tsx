"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import type { Theme } from "#lib/client/theme.ts";
import { useTheme } from "#lib/client/use-theme.ts";
import { IconButton } from "../ui/button.tsx";

/** For those who have no account menu: one press leads to the next theme. It needs no menu's code in the first script. */
export function ThemeButton() {
  const { theme, setTheme } = useTheme();
  const { icon: Icon, label, next } = themes[theme];
  return <IconButton label={`Theme: ${label}`} icon={<Icon aria-hidden />} onClick={() => setTheme(next)} />;
}

const themes: Record<Theme, { icon: typeof Sun; label: string; next: Theme }> = {
  system: { icon: Monitor, label: "as the system", next: "light" },
  light: { icon: Sun, label: "light", next: "dark" },
  dark: { icon: Moon, label: "dark", next: "system" },
};

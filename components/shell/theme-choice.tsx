"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "#lib/client/use-theme.ts";
import { MenuChoice } from "../ui/menu.tsx";

/** Within a menu: as the system, light or dark. */
export function ThemeChoice() {
  const { theme, setTheme } = useTheme();
  return (
    <MenuChoice
      label="Theme"
      value={theme}
      onChange={setTheme}
      options={[
        { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
        { value: "light", label: "Light", icon: <Sun aria-hidden /> },
        { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
      ]}
    />
  );
}

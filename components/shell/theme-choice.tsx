"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "#lib/client/use-theme.ts";
import { IconButton } from "../ui/button.tsx";
import { Menu, MenuChoice } from "../ui/menu.tsx";

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

/** For those who are not signed in, and so have no account menu. Both icons are there: CSS knows the theme before React does. */
export function ThemeButton() {
  const icon = (
    <>
      <Sun aria-hidden className="dark:hidden" />
      <Moon aria-hidden className="hidden dark:block" />
    </>
  );
  return (
    <Menu trigger={<IconButton label="Theme" icon={icon} />}>
      <ThemeChoice />
    </Menu>
  );
}

export type Theme = "system" | "light" | "dark";

/** A cookie, so that the server writes the theme into the first byte of the page: no script before the first paint, no flash. */
export const THEME_COOKIE = "theme";

/** What a reader chose; undefined is the system's theme, which CSS follows by itself. */
export function chosenTheme(cookie: string | undefined): "light" | "dark" | undefined {
  return cookie === "light" || cookie === "dark" ? cookie : undefined;
}

import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "#components/shell/providers.tsx";
import { chosenTheme, THEME_COOKIE } from "#lib/client/theme.ts";
import { env } from "#lib/env.ts";

export function generateMetadata(): Metadata {
  return {
    // Canonical addresses are written in full; a search engine ignores those of another host.
    metadataBase: new URL(env.publicUrl),
    title: { default: "Gatehouse", template: "%s · Gatehouse" },
    description: "Find, try and subscribe to APIs.",
    icons: "/favicon.svg",
  };
}

export const viewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#16191c" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = chosenTheme((await cookies()).get(THEME_COOKIE)?.value);
  return (
    <html lang="en" data-theme={theme}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}

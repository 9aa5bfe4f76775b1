import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { env } from "#lib/env.ts";

export const metadata: Metadata = { title: "Design system", robots: { index: false } };

/** Every primitive in every state, for those who build pages; a built installation does not have it. */
export default function DesignSystemLayout({ children }: { children: ReactNode }) {
  if (!env.isDevelopment) notFound();
  return children;
}

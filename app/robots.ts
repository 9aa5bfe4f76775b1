import type { MetadataRoute } from "next";
import { env } from "#lib/env.ts";

/** The portal may be found; the console and the machines' addresses are no one's to index. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: ["/console", "/api/"] },
    sitemap: `${env.publicUrl}/sitemap.xml`,
  };
}

/** The public address is known when the server runs, not when it is built. */
export const dynamic = "force-dynamic";

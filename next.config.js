/** What is in an API answer is data: no browser is to render it, frame it or guess another type for it. */
const apiHeaders = [
  { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'; sandbox" },
  { key: "x-content-type-options", value: "nosniff" },
  { key: "referrer-policy", value: "no-referrer" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  poweredByHeader: false,
  // Types are checked by `npm run check`: TypeScript 7 has no API for Next to call.
  typescript: { ignoreBuildErrors: true },
  // Native code, worker threads and files read at run time: left in node_modules instead of being bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/client",
    "@prisma/adapter-pg",
    "pg",
    "pg-boss",
    "pino",
    "next-auth",
  ],
  headers: async () => [{ source: "/api/:path*", headers: apiHeaders }],
  experimental: {
    // forbidden() and unauthorized(): pages answer 403 and 401 as the management API does.
    authInterrupts: true,
  },
};

/** For `next dev`: in production scripts/web.ts does the same before there is a server, and doing it twice changes nothing. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { notePeerAddresses } = await import("./lib/http/peer-address.ts");
  const { restoreContentEncodings } = await import("./lib/http/content-encoding.ts");
  notePeerAddresses();
  restoreContentEncodings();
}

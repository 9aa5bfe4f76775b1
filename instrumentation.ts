/** Next calls this once, before the server takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { notePeerAddresses } = await import("./lib/http/peer-address.ts");
  const { restoreContentEncodings } = await import("./lib/http/content-encoding.ts");
  notePeerAddresses();
  restoreContentEncodings();
}

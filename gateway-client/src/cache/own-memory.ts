/** A piece of what a socket read keeps all of it in memory: what is kept for longer than a call must be a copy. */
export function inOwnMemory(text: string): string {
  return Buffer.from(text, "utf8").toString("utf8");
}

/** The same for header text, whose characters are bytes. */
export function latin1InOwnMemory(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}

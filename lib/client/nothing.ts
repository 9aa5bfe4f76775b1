/** What a call answers that says nothing but that it is done. */
export const nothing = async () => (await import("./checks.ts")).nothing;

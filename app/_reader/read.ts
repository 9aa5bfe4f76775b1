import { headers } from "next/headers";
import { forbidden, notFound, unauthorized, unstable_rethrow } from "next/navigation";
import { cache } from "react";
import type { Context } from "#lib/context.ts";
import { Problem } from "#lib/contract/problem.ts";
import { pageContext } from "#lib/http/page-context.ts";
import { log } from "#lib/log.ts";

/** Who reads this page; looked up once, however many components ask. */
export const readerContext = cache(async (): Promise<Context> => pageContext(await headers()));

/**
 * What a page's server component reads through a verb or query: `await read((ctx) => getApi(ctx, slug))`. A refusal becomes
 * the page for it (404, 403, 401); anything else the page for errors, which shows the request id under which it is logged.
 */
export async function read<T>(query: (ctx: Context) => Promise<T>): Promise<T> {
  const ctx = await readerContext();
  try {
    return await query(ctx);
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Problem) refuse(error);
    log.error({ err: error, requestId: ctx.requestId }, "page failed");
    // Next shows the digest of an error, and makes one only where there is none.
    throw Object.assign(new Error("The page could not be read.", { cause: error }), { digest: ctx.requestId });
  }
}

function refuse({ slug }: Problem): void {
  // An address with a cursor or filter that never was one leads to nothing.
  if (slug === "not-found" || slug === "invalid-input") notFound();
  if (slug === "not-permitted") forbidden();
  if (slug === "not-signed-in") unauthorized();
}

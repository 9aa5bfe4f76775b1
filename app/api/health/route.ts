import { platform } from "#lib/http/platform.ts";

export const dynamic = "force-dynamic";

/** For load balancers and `npm start`: whether this process can do its work, which is whether it reaches the database. */
export async function GET(): Promise<Response> {
  try {
    await platform().db.$queryRaw`SELECT 1`;
    return Response.json({ status: "ok" });
  } catch {
    // whatever is wrong with the database, the answer is the same; the log of the queries has the reason
    return Response.json({ status: "unavailable" }, { status: 503 });
  }
}

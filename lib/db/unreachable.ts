import { z } from "zod";

/** How Prisma's adapter names a server that is not there, goes away, or takes nobody more. */
const KINDS = ["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"];
/** Postgres shutting down, ended by a crash, starting up (57P01 to 57P03), and having no connection left (53300). */
const CODES = ["57P01", "57P02", "57P03", "53300"];
/** What `pg` says of a connection that broke under a query; it gives no code. */
const MESSAGES = [
  "Connection terminated",
  "Client has encountered a connection error",
  "Can't reach database server",
  "Unable to start a transaction",
];

const adapterError = z.object({
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
  }),
});

/** Whether an error says that the database is away for the moment, and nothing about what was asked of it. */
export function isDatabaseUnreachable(error: unknown): boolean {
  const { data } = adapterError.safeParse(error);
  const cause = data?.meta.driverAdapterError.cause;
  if (cause && (KINDS.includes(cause.kind) || CODES.includes(cause.originalCode ?? ""))) return true;
  return error instanceof Error && MESSAGES.some((message) => error.message.includes(message));
}

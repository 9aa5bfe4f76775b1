// The worker process: background jobs and the compiler of snapshots. Any number may run beside each other.
import { readSigningKey } from "../lib/crypto/sign.ts";
import { openDatabase } from "../lib/db/database.ts";
import { env } from "../lib/env.ts";
import { startClock } from "../lib/jobs/clock.ts";
import { startWorker } from "../lib/jobs/work.ts";
import { log } from "../lib/log.ts";
import { startCompiler } from "../lib/publishing/compiler.ts";

const db = openDatabase(env.databaseUrl);
const worker = await startWorker(db, env.databaseUrl);
const clock = startClock(db);
const compiler = startCompiler({
  db,
  url: env.databaseUrl,
  keys: { encryptionKey: env.encryptionKey, signingKey: readSigningKey(env.signingKey) },
});
log.info("worker ready");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    await clock.stop();
    await compiler.stop();
    await worker.stop();
    await db.$disconnect();
    process.exit(0);
  });
}

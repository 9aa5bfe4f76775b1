import { verifyChain } from "../lib/audit/verify.ts";
import { openDatabase } from "../lib/db/database.ts";
import { env } from "../lib/env.ts";

const db = openDatabase(env.databaseUrl, { connectionsMax: 1 });
const { entries, head, broken } = await verifyChain(db);
await db.$disconnect();

if (broken) {
  console.error(
    `The audit log is broken at entry ${broken.id}: it ${broken.why === "changed" ? "was changed" : "does not follow from the one before it"}. ${entries} entries before it are sound.`,
  );
  process.exitCode = 1;
} else {
  console.log(`The audit log is sound: ${entries} entries, head ${head}.`);
}

import { loadApi, updateTables } from "../../gateway-client/src/snapshot/load.ts";
import { schemaFaults } from "../contract/faults.ts";
import { Problem } from "../contract/problem.ts";
import { partSchema } from "../contract/snapshot.ts";

/**
 * Refuses a part that a gateway would refuse: APIs, keys and subscriptions go through the gateway's own loader, plans and
 * settings have nothing beyond their schema.
 *
 * @throws SnapshotError or Problem with a reason that a publisher can act on.
 */
export function assertPartLoads(name: string, content: unknown): void {
  if (name.startsWith("api/")) return void assertSchemasCompile(loadApi(content, name));
  if (name.includes("/")) return void updateTables(undefined, new Map([[name, content]]));
  const result = partSchema(name)?.safeParse(content);
  if (result?.success) return;
  const [fault] = result?.error ? schemaFaults(result.error) : [];
  throw new Problem("snapshot-not-loadable", fault ? `${fault.pointer} ${fault.detail}` : `There is no part ${name}.`);
}

/**
 * A gateway compiles schemas when they are first needed; here it is found out whether it can.
 *
 * @throws Error that names the schema and what is wrong with it.
 */
export function assertSchemasCompile({ versions }: Pick<ReturnType<typeof loadApi>, "versions">): void {
  for (const { description } of versions.values()) description?.schemas.assertCompile();
}

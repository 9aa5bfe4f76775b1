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
  if (name.startsWith("api/")) return void loadApi(content, name);
  if (name.includes("/")) return void updateTables(undefined, new Map([[name, content]]));
  const result = partSchema(name)?.safeParse(content);
  if (result?.success) return;
  const [fault] = result?.error ? schemaFaults(result.error) : [];
  throw new Problem("snapshot-not-loadable", fault ? `${fault.pointer} ${fault.detail}` : `There is no part ${name}.`);
}

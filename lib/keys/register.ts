import type { Context } from "../context.ts";
import { addKey } from "./add.ts";
import type { RegisterKeyInput } from "./input.ts";
import type { KeyView } from "./view.ts";

/** Takes over a key that was made elsewhere, so that callers move without changing it. Who sends it has it: it is not shown. */
export async function registerKey(
  ctx: Context,
  subscriptionId: string,
  { key, label, expiresAt }: RegisterKeyInput,
): Promise<KeyView> {
  const { key: _key, ...view } = await addKey(ctx, subscriptionId, { key, origin: "registered", label, expiresAt });
  return view;
}

import type { Context } from "../context.ts";
import { makeApiKey } from "../contract/keys.ts";
import { addKey } from "./add.ts";
import type { CreateKeyInput } from "./input.ts";
import { KEY_ENVIRONMENT } from "./key.ts";
import type { NewKeyView } from "./view.ts";

/** Makes a key and shows it this one time. */
export function createKey(
  ctx: Context,
  subscriptionId: string,
  { label, expiresAt }: CreateKeyInput,
): Promise<NewKeyView> {
  const key = makeApiKey(KEY_ENVIRONMENT, ctx.random);
  return addKey(ctx, subscriptionId, { key, origin: "generated", label, expiresAt });
}

import type { Context } from "../../lib/context.ts";
export async function publishManagementApi(_ctx: Context, _url: string): Promise<void> {}

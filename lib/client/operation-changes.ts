import type { z } from "zod";
import type { importView } from "../imports/view.ts";

/** What a description adds, changes and removes against an earlier one. */
export type OperationChanges = NonNullable<z.output<typeof importView>["changes"]>;

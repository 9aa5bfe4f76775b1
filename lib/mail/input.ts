import { z } from "zod";

export const mailParams = z.object({ id: z.uuid() });

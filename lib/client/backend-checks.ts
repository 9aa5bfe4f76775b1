import { z } from "zod";
import { backendInput } from "../backends/input.ts";
import { toBackendInput } from "./backend-draft.ts";

/** A draft, checked by the server's own schema. */
export const newBackendForm = z.preprocess(toBackendInput, backendInput);
export const backendForm = z.preprocess(toBackendInput, backendInput.omit({ slug: true }).strip());

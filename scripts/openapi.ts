import { writeFileSync } from "node:fs";
import { currentDescription, DESCRIPTION_FILE } from "./openapi/routes.ts";

writeFileSync(DESCRIPTION_FILE, await currentDescription());
console.log(`Wrote ${DESCRIPTION_FILE}`);

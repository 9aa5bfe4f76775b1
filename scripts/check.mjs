// npm run check
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/check.ts");

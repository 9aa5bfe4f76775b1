// npm test
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/test.ts");

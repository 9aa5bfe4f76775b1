// npm run build
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/build.ts");

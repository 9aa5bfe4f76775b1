// npm run build: the web application, as scripts/web.ts serves it.
import { ensureBuilt } from "./start/build.ts";

await ensureBuilt((line) => console.log(line));

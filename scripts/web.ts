// The web process of the control plane. Next takes requests before it calls `register` of instrumentation.ts, and swallows
// when that cannot be loaded: what no request may be without is in place here, before there is a server.
import { pathToFileURL } from "node:url";
import { restoreContentEncodings } from "../lib/http/content-encoding.ts";
import { notePeerAddresses } from "../lib/http/peer-address.ts";
import { serverFile } from "./start/build.ts";

// What Next's server calls it; a container has its own name there.
process.env.HOSTNAME = process.env.GATEHOUSE_HOST ?? "127.0.0.1";
notePeerAddresses();
restoreContentEncodings();
await import(pathToFileURL(serverFile()).href);

import { env } from "../env.ts";
import { type ManifestWatch, watchManifests } from "../fleet/manifest-watch.ts";
import { makePartReader } from "../fleet/part-reader.ts";
import { platform } from "./platform.ts";

interface FleetService {
  manifests: ManifestWatch;
  readPart: ReturnType<typeof makePartReader>;
}

/** One per process, like the platform: all held polls share one LISTEN connection and one cache of parts. */
const holder = globalThis as typeof globalThis & { gatehouseFleet?: FleetService };

export function fleetService(): FleetService {
  const { db } = platform();
  holder.gatehouseFleet ??= { manifests: watchManifests({ db, url: env.databaseUrl }), readPart: makePartReader(db) };
  return holder.gatehouseFleet;
}

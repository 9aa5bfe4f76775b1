import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const PORTAL_KB_MAX = 200;
const CONSOLE_KB_MAX = 250;

export interface FirstLoad {
  route: string;
  /** Compressed, in units of 1,000 bytes. */
  kilobytes: number;
  goal: number;
}

interface RouteStats {
  route: string;
  firstLoadChunkPaths: string[];
}

/** The script that each page needs before it answers to its reader, as the build counts it and gzip sends it. */
export function readFirstLoads(): FirstLoad[] {
  const file = join(ROOT, ".next", "diagnostics", "route-bundle-stats.json");
  const stats: RouteStats[] = JSON.parse(readFileSync(file, "utf8"));
  const sizes = new Map<string, number>();
  const sizeOf = (path: string) => {
    const bytes = sizes.get(path) ?? gzipSync(readFileSync(join(ROOT, path))).length;
    sizes.set(path, bytes);
    return bytes;
  };
  return stats
    .filter(({ route }) => !isOfDevelopment(route))
    .map(({ route, firstLoadChunkPaths }) => ({
      route,
      kilobytes: Math.round(firstLoadChunkPaths.reduce((sum, path) => sum + sizeOf(path), 0) / 100) / 10,
      goal: route.startsWith("/console") ? CONSOLE_KB_MAX : PORTAL_KB_MAX,
    }))
    .sort((a, b) => b.kilobytes - a.kilobytes);
}

/** Shown by the development server only. */
function isOfDevelopment(route: string): boolean {
  return route === "/console/ui" || route.startsWith("/console/ui/");
}

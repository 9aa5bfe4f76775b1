import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { manifestEtag } from "../contract/snapshot.ts";
import type { Database } from "../db/database.ts";
import { listen } from "../db/listen.ts";
import { findNewestSnapshot, SNAPSHOTS_CHANNEL } from "../publishing/queries.ts";

/** The newest manifest of a group, as it is sent. */
export interface NewestManifest {
  etag: string;
  bytes: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer>;
}

export interface ManifestWatch {
  /**
   * The newest manifest when it is another than `etag`, at once or as soon as there is one; undefined after `waitMs`, or when
   * the caller has gone.
   */
  next(
    groupId: string,
    etag: string | undefined,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<NewestManifest | undefined>;
  /** How many polls are held. */
  held(): number;
  stop(): Promise<void>;
}

/** Without a notification, a manifest is believed to be the newest for so long. */
const FRESH_MS = 5_000;
/** While no notification can arrive, polls that are held look this often. */
const LOOK_MS = 1_000;

type Wake = (newest: NewestManifest) => void;

/**
 * Holds any number of polls over one LISTEN connection: a new snapshot is read once for all of them. Loses no change while
 * that connection is away, since then it looks by itself.
 */
export function watchManifests({ db, url }: { db: Database; url: string }): ManifestWatch {
  const groups = new Map<string, GroupWatch>();
  const groupOf = (groupId: string) => {
    const known = groups.get(groupId) ?? watchGroup(db, groupId);
    groups.set(groupId, known);
    return known;
  };
  const lookAtHeld = (isDue: (group: GroupWatch) => boolean) => {
    for (const group of groups.values()) if (group.held.size > 0 && isDue(group)) void lookAgain(group);
  };
  const onNotified = (groupId: string) => void lookAgain(groups.get(groupId));
  const listener = listen(url, SNAPSHOTS_CHANNEL, onNotified, () => lookAtHeld(() => true));
  const isStale = (group: GroupWatch) => Date.now() - group.readAtMs > FRESH_MS;
  const timer = setInterval(() => lookAtHeld((group) => !listener.isConnected() || isStale(group)), LOOK_MS).unref();

  return {
    async next(groupId, etag, waitMs, signal) {
      const group = groupOf(groupId);
      if (!group.newest || !listener.isConnected() || isStale(group)) await group.read();
      if (group.newest && group.newest.etag !== etag) return group.newest;
      return waitMs === 0 || signal.aborted ? undefined : hold(group.held, etag, waitMs, signal);
    },
    held: () => [...groups.values()].reduce((count, group) => count + group.held.size, 0),
    async stop() {
      clearInterval(timer);
      await listener.stop();
    },
  };
}

/** For polls that are held: a database that is away is looked at again by the clock. */
async function lookAgain(group: GroupWatch | undefined): Promise<void> {
  await group?.read().catch(() => {});
}

interface GroupWatch {
  newest: NewestManifest | undefined;
  readAtMs: number;
  held: Set<Wake>;
  /** Reads the newest manifest and hands it to whoever waits for it. Calls during a read share the one after it. */
  read(): Promise<void>;
}

function watchGroup(db: Database, groupId: string): GroupWatch {
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const readNow = async () => {
    const row = await findNewestSnapshot(db, groupId);
    group.readAtMs = Date.now();
    if (!row) return;
    const etag = manifestEtag(row.generation, row.sha256);
    if (group.newest?.etag !== etag) {
      group.newest = { etag, bytes: row.manifest, gzip: Uint8Array.from(await promisify(gzip)(row.manifest)) };
    }
    for (const wake of group.held) wake(group.newest);
  };
  const run = () => {
    running = readNow().finally(() => {
      running = undefined;
    });
    return running;
  };
  const group: GroupWatch = {
    newest: undefined,
    readAtMs: 0,
    held: new Set(),
    read() {
      if (!running) return run();
      following ??= running
        .catch(() => {}) // whoever began that read is told
        .then(() => {
          following = undefined;
          return run();
        });
      return following;
    },
  };
  return group;
}

function hold(held: Set<Wake>, etag: string | undefined, waitMs: number, signal: AbortSignal) {
  return new Promise<NewestManifest | undefined>((resolve) => {
    const end = (newest?: NewestManifest) => {
      held.delete(wake);
      clearTimeout(timer);
      signal.removeEventListener("abort", leave);
      resolve(newest);
    };
    const wake: Wake = (newest) => {
      if (newest.etag !== etag) end(newest);
    };
    const leave = () => end();
    const timer = setTimeout(leave, waitMs);
    signal.addEventListener("abort", leave);
    held.add(wake);
  });
}

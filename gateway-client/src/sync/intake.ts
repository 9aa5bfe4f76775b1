import type { Manifest } from "@gatehouse/contract/snapshot.ts";
import { z } from "zod";
import { takeTurns } from "../storage/turns.ts";
import { fetchMissingParts, type PartSource } from "./fetch-parts.ts";
import type { Generations } from "./generations.ts";
import type { PartStore } from "./part-store.ts";
import { SnapshotRefused } from "./refused.ts";
import { type Trust, verifyManifest } from "./verify.ts";

/** What is served and what was refused: for heartbeats, `/status` and metrics. */
export interface IntakeState {
  applied: Manifest | undefined;
  /** The newest generation that would not do, until a newer one is served. */
  refused: { generation: number; reason: string } | undefined;
  refusals: number;
  /** Why the served snapshot is not on disk, when it is not. */
  keepFault: unknown;
}

export interface IntakeOptions {
  trust: Trust;
  store: PartStore;
  source: PartSource;
  /** Undefined where nothing is kept, as with a local folder. */
  generations: Generations | undefined;
  /** Loads the snapshot in every thread and swaps them together. @throws SnapshotRefused and then nothing has changed */
  serve(manifest: Manifest): Promise<void>;
  onServed(generation: number): void;
  /** Told of every refusal; without a generation where the bytes name none. */
  onRefused(refusal: { generation: number | undefined; reason: string }): void;
}

export interface Intake {
  readonly state: Readonly<IntakeState>;
  /** Serves the manifest when it is newer and good. False when the same one is worth fetching again. */
  take(bytes: Buffer): Promise<boolean>;
  /** Tries to keep the served snapshot where the disk has not taken it before. */
  keepAgain(): Promise<void>;
  /** Serves the newest kept snapshot that is still good. */
  restore(): Promise<void>;
}

/** The way of a snapshot into service: verified, fetched, loaded, swapped, kept. Whatever fails, the last good one stays. */
export function createIntake(options: IntakeOptions): Intake {
  const { trust, store, source, generations, serve, onServed, onRefused } = options;
  const state: IntakeState = { applied: undefined, refused: undefined, refusals: 0, keepFault: undefined };

  let unkept: { manifest: Manifest; bytes: Buffer } | undefined;

  const inTurn = takeTurns();
  const keepOnce = async () => {
    if (!unkept || !generations) return;
    const { manifest, bytes } = unkept;
    try {
      await generations.keep(manifest, bytes);
      unkept = undefined;
      state.keepFault = undefined;
    } catch (fault) {
      state.keepFault = fault; // a full disk must not keep a revoked key alive: it is served all the same
    }
  };
  const keepServed = () => inTurn(keepOnce);

  const refuse = (bytes: Buffer, refusal: SnapshotRefused) => {
    state.refusals++;
    const generation = generationIn(bytes);
    if (generation !== undefined) state.refused = { generation, reason: refusal.reason };
    onRefused({ generation, reason: refusal.reason });
  };

  const serveVerified = async (bytes: Buffer, from: PartSource) => {
    const manifest = verifyManifest(bytes, trust);
    if (generations) assertNewer(manifest, state.applied);
    await fetchMissingParts(manifest, store, from);
    await serve(manifest);
    state.applied = manifest;
    if (!generations || (state.refused?.generation ?? 0) <= manifest.generation) state.refused = undefined;
    onServed(manifest.generation);
    return manifest;
  };

  return {
    state,

    async take(bytes) {
      try {
        unkept = { manifest: await serveVerified(bytes, source), bytes };
        await keepServed();
        return true;
      } catch (error) {
        if (!(error instanceof SnapshotRefused)) throw error;
        refuse(bytes, error);
        return !error.mayHeal;
      }
    },

    keepAgain: keepServed,

    async restore() {
      for (const bytes of (await generations?.list()) ?? []) {
        try {
          await serveVerified(bytes, noSource);
          return;
        } catch (error) {
          if (!(error instanceof SnapshotRefused)) throw error;
          refuse(bytes, new SnapshotRefused(`As kept on disk: ${error.reason}`));
        }
      }
    },
  };
}

async function noSource(sha256: string): Promise<never> {
  throw new SnapshotRefused(`The part with SHA-256 ${sha256} is missing or damaged.`);
}

/** Generations rise. A replayed old manifest has a good signature and would bring revoked keys back. */
function assertNewer(manifest: Manifest, applied: Manifest | undefined): void {
  if (!applied || applied.group !== manifest.group) return;
  if (manifest.generation > applied.generation) return;
  if (manifest.signature.value === applied.signature.value) return;
  throw new SnapshotRefused(
    `Generation ${manifest.generation} is not newer than ${applied.generation}, which is served.`,
  );
}

/** The generation that a manifest names, also when it is not to be trusted. */
function generationIn(bytes: Buffer): number | undefined {
  try {
    return z.object({ generation: z.int().positive() }).parse(JSON.parse(bytes.toString("utf8"))).generation;
  } catch {
    return undefined; // so damaged that it has none
  }
}

import { generateKeyPairSync } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalJson } from "../contract/canonical.ts";
import { manifest } from "../contract/snapshot.ts";
import { readSigningKey, signManifest } from "../crypto/sign.ts";
import { type BuiltFile, manifestOf } from "./build.ts";

/**
 * Writes a snapshot folder that a gateway serves and watches: the parts first, the manifest last and by rename, so that it
 * never sees a half. Signed with a key made for this build, whose public half lies beside it: whoever may write the folder
 * decides what is served.
 *
 * @returns the generation: one more than what the folder held.
 */
export async function writeFolder(folder: string, built: BuiltFile, workspace: string, builtAt: Date): Promise<number> {
  const partsFolder = join(folder, "parts");
  await mkdir(partsFolder, { recursive: true });
  for (const [sha256, text] of built.contents) await replace(join(partsFolder, sha256), text);

  const generation = (await previousGeneration(folder)) + 1;
  const pair = generateKeyPairSync("ed25519");
  const key = readSigningKey(pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString());
  const signed = signManifest(manifestOf(built, workspace, generation, builtAt), key);
  await replace(join(folder, "key.pub"), `${key.id}=${key.publicKey}\n`);
  await replace(join(folder, "manifest.json"), canonicalJson(signed));

  for (const name of await readdir(partsFolder)) {
    if (!built.contents.has(name)) await rm(join(partsFolder, name), { force: true });
  }
  return generation;
}

async function previousGeneration(folder: string): Promise<number> {
  // no folder yet, or none of ours: the first generation
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "{}");
  return manifest.safeParse(JSON.parse(text)).data?.generation ?? 0;
}

async function replace(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

import { Agent, get } from "node:http";
import { setTimeout } from "node:timers/promises";

export const READERS = 20;
/** Nobody takes in a page faster. */
const PAUSE_MS = 1_000;
const VIEWS = 4;

/** Milliseconds until each page was whole, for readers who come at different moments and go on after a pause. */
export async function readCalmly(url: string): Promise<number[]> {
  return readAtOnce(async (reader, view) => {
    const times: number[] = [];
    await setTimeout((reader * PAUSE_MS) / READERS);
    for (let i = 0; i < VIEWS; i++) {
      times.push(await view(url));
      await setTimeout(PAUSE_MS);
    }
    return times;
  });
}

/** The same for as many programs that ask again at once: how much the server can do, not what a reader waits. */
export async function readWithoutPause(url: string): Promise<number[]> {
  return readAtOnce(async (_, view) => {
    const times: number[] = [];
    for (let i = 0; i < VIEWS; i++) times.push(await view(url));
    return times;
  });
}

type View = (url: string) => Promise<number>;

async function readAtOnce(read: (reader: number, view: View) => Promise<number[]>): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  const times = await Promise.all(
    Array.from({ length: READERS }, (_, reader) => read(reader, (url) => timeOf(url, agent))),
  );
  agent.destroy();
  return times.flat();
}

function timeOf(url: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = get(url, { agent }, (response) => {
      response.resume();
      response.once("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`${url} answered ${response.statusCode}`));
      });
    });
    request.once("error", reject);
  });
}

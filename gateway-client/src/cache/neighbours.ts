import { BroadcastChannel } from "node:worker_threads";

/** A path of an API whose answers a call may have changed. */
export interface ChangedPath {
  readonly apiId: string;
  readonly path: string;
}

/** The caches of the node's other threads: each keeps its own answers, and what one learns all must know. */
export interface CacheNeighbours {
  tell(changed: ChangedPath): void;
  hear(onChanged: (changed: ChangedPath) => void): void;
}

/** A thread's end of the channel between the caches of a node. It keeps no process alive. */
export function openCacheNeighbours(channelName: string): CacheNeighbours {
  const channel = new BroadcastChannel(channelName).unref();
  return {
    tell: (changed) => channel.postMessage(changed),
    hear: (onChanged) => {
      channel.onmessage = ({ data }: { data: ChangedPath }) => onChanged(data);
    },
  };
}

"use client";

import { useEffect, useRef, useState } from "react";
import { showToast } from "./toast-store.ts";

/**
 * What most readers of a page never want, fetched when it is wanted. Where it cannot be fetched the reader is told, and
 * `onFailed` undoes the wish, so that the next one tries again.
 */
export function useLater<T>(isWanted: boolean, load: () => Promise<T>, onFailed: () => void): T | undefined {
  const [loaded, setLoaded] = useState<{ value: T }>();
  const failed = useRef(onFailed);
  useEffect(() => {
    failed.current = onFailed;
  });

  useEffect(() => {
    if (!isWanted || loaded) return;
    let isLeft = false;
    load().then(
      (value) => {
        if (!isLeft) setLoaded({ value });
      },
      () => {
        // the network is the one thing that can be wrong with a file of the page itself
        if (isLeft) return;
        showToast({
          tone: "bad",
          title: "The server cannot be reached",
          detail: "Check the connection and try again.",
        });
        failed.current();
      },
    );
    return () => {
      isLeft = true;
    };
  }, [isWanted, loaded, load]);

  return loaded?.value;
}

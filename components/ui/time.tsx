"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { inUtc, shortInUtc, shortLocal, sinceInWords } from "./time-format.ts";

interface TimeProps {
  /** ISO 8601. */
  at: string;
  /** "since" counts from now (`2 h ago`); "day" leaves the hour out. */
  form?: "minute" | "day" | "since" | undefined;
}

/**
 * In the reader's zone, with the exact UTC time on hover. The server does not know the zone, so the first picture is in UTC
 * and says so; the reader's own time takes its place without a mismatch.
 */
export function Time({ at, form = "minute" }: TimeProps) {
  const isInBrowser = useSyncExternalStore(never, isTrue, isFalse);
  const now = useNow(form === "since");
  const time = new Date(at);
  const words = form === "since" && now !== undefined ? sinceInWords(time, now) : undefined;
  const short = isInBrowser ? shortLocal(time, form === "day") : shortInUtc(time, form === "day");
  return (
    <time dateTime={at} title={inUtc(time)} className="whitespace-nowrap tabular-nums">
      {words ?? short}
    </time>
  );
}

/** The present, once a minute; undefined on the server, whose clock is not the reader's. */
function useNow(isWanted: boolean): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    if (!isWanted) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [isWanted]);
  return now;
}

const MINUTE_MS = 60_000;

const never = () => () => {};
const isTrue = () => true;
const isFalse = () => false;

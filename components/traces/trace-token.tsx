"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ApiPlace } from "#lib/client/apis.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { createTraceToken } from "#lib/client/traces.ts";
import type { TraceTokenView } from "#lib/traces/view.ts";
import { Button } from "../ui/button.tsx";
import { CodeBlock } from "../ui/code-block.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";
import { Time } from "../ui/time.tsx";

interface TraceTokenProps {
  place: ApiPlace;
  /** Where calls go; undefined where no gateway has an address. */
  address: string | undefined;
  /** The header for a key; undefined where the API asks for none. */
  keyHeader: string | undefined;
}

/** Makes a token and shows the call that uses it; what it records then comes into the list by itself. */
export function TraceToken({ place, address, keyHeader }: TraceTokenProps) {
  const [token, setToken] = useState<TraceTokenView>();
  const [problem, setProblem] = useState<ShownProblem>();
  const [isBusy, setIsBusy] = useState(false);
  useFreshList(token !== undefined);

  async function make() {
    setIsBusy(true);
    const answer = await createTraceToken(place);
    setIsBusy(false);
    setProblem(answer.isOk ? undefined : answer.problem);
    if (answer.isOk) setToken(answer.value);
  }

  return (
    <div className="flex flex-col gap-3.5">
      {problem && <ProblemBanner problem={problem} />}
      {token && (
        <CodeBlock
          title="Traced call"
          details={
            <span>
              until <Time at={token.expiresAt} />
            </span>
          }
          code={curlOf(token, address, keyHeader)}
        />
      )}
      <div>
        <Button variant={token ? "secondary" : "primary"} onClick={make} disabled={isBusy}>
          {token ? "Make another token" : "Make a trace token"}
        </Button>
      </div>
    </div>
  );
}

function curlOf({ header, token }: TraceTokenView, address = "https://gateway.example", keyHeader?: string): string {
  const lines = [
    `curl -i '${address}/'`,
    ...(keyHeader ? [`-H '${keyHeader}: <your key>'`] : []),
    `-H '${header}: ${token}'`,
  ];
  return lines.join(" \\\n  ");
}

/** Traces come with the telemetry, some seconds after the call: the list is read anew for a while. */
function useFreshList(isWanted: boolean) {
  const { refresh } = useRouter();
  useEffect(() => {
    if (!isWanted) return;
    const timer = setInterval(refresh, LOOK_EVERY_MS);
    const end = setTimeout(() => clearInterval(timer), LOOK_FOR_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [isWanted, refresh]);
}

const LOOK_EVERY_MS = 3_000;
const LOOK_FOR_MS = 10 * 60_000;

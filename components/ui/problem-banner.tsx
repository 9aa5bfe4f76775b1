import Link from "next/link";
import { SIGN_IN_PATH } from "#lib/client/paths.ts";
import type { ShownProblem } from "#lib/client/send.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { CopyButton } from "./copy-button.tsx";

interface ProblemBannerProps {
  problem: ShownProblem;
  onRetry?: (() => void) | undefined;
}

/** A refusal in words, with the request id to quote and a way on. It takes the focus, so it is heard too. */
export function ProblemBanner({ problem, onRetry }: ProblemBannerProps) {
  return (
    <div role="alert" tabIndex={-1} data-problem>
      <Banner
        tone="bad"
        title={problem.title}
        action={
          onRetry && (
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {problem.detail && <p>{problem.detail}</p>}
        {problem.errors && problem.errors.length > 0 && (
          <ul className="list-disc pl-4">
            {problem.errors.map(({ pointer, detail }) => (
              <li key={`${pointer} ${detail}`} className="break-words">
                {pointer && <code>{pointer}</code>} {detail}
              </li>
            ))}
          </ul>
        )}
        {problem.code === "not-signed-in" && (
          <p>
            <Link href={SIGN_IN_PATH} target="_blank" className="font-[550] text-accent underline">
              Sign in in a new tab
            </Link>
            , then try again here: what you typed stays.
          </p>
        )}
        {problem.requestId && <RequestId id={problem.requestId} />}
      </Banner>
    </div>
  );
}

/** What support needs to find this very request. */
export function RequestId({ id }: { id: string }) {
  return (
    <p className="mt-1 text-soft text-tiny">
      Request <code className="break-all">{id}</code> <CopyButton text={id} label="Copy request id" isIconOnly />
    </p>
  );
}

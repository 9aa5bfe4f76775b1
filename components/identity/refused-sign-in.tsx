import { type ProblemSlug, problems } from "#lib/contract/problem.ts";
import { Banner } from "../ui/banner.tsx";

/** Why a sign-in without JavaScript led back to its page. What the address claims is told only where it is one of ours. */
export function RefusedSignIn({ error }: { error: string | string[] | undefined }) {
  if (error === undefined) return null;
  const known = typeof error === "string" && isSlug(error) ? problems[error].title : undefined;
  return (
    <div role="alert">
      <Banner tone="bad" title={known ?? "The sign-in did not work"}>
        Nothing was changed. Try again.
      </Banner>
    </div>
  );
}

function isSlug(text: string): text is ProblemSlug {
  return Object.hasOwn(problems, text);
}

import { z } from "zod";
import { definePolicy, type Handler, PolicyError, phases, type Site } from "./define.ts";
import type { Exchange } from "./exchange.ts";
import { compileCondition } from "./expressions/compile.ts";
import { inOrder } from "./in-order.ts";

const BRANCHES_MAX = 50;
const STEPS_MAX = 100;

const stepsOver = (step: z.ZodType) => z.array(step).max(STEPS_MAX);
const configOver = (step: z.ZodType) =>
  z
    .array(
      z.union([
        z.strictObject({ when: z.string().min(1).max(2000), do: stepsOver(step) }),
        z.strictObject({ otherwise: stepsOver(step) }),
      ]),
    )
    .min(1)
    .max(BRANCHES_MAX)
    .refine((branches) => branches.slice(0, -1).every((branch) => "when" in branch), {
      message: "has an otherwise that is not its last branch",
    });

const writtenStep = z.record(z.string(), z.unknown());

interface Branch {
  readonly isChosen: (exchange: Exchange) => boolean;
  readonly run: Handler;
}

export const choose = definePolicy({
  name: "choose",
  version: 1,
  summary: "Runs the policies of the first branch whose condition is true.",
  phase: "transform",
  sections: ["inbound", "backend", "outbound", "onError"],
  config: configOver(writtenStep),
  configOver,
  compile(branches, site) {
    const compiled = branches.map((branch, index): Branch => {
      if ("otherwise" in branch) {
        return { isChosen: () => true, run: compileSteps(branch.otherwise, `/${index}/otherwise`, index, site) };
      }
      return {
        isChosen: compileCondition(branch.when, `/${index}/when`, site),
        run: compileSteps(branch.do, `/${index}/do`, index, site),
      };
    });
    return (exchange) => {
      for (const { isChosen, run } of compiled) if (isChosen(exchange)) return run(exchange);
      return undefined;
    };
  },
});

function compileSteps(steps: readonly unknown[], pointer: string, branch: number, site: Site): Handler {
  const prepared = steps.map((written, index) => {
    const at = `${pointer}/${index}`;
    const { id, ...named } = writtenStep.parse(written);
    const [policy, ...others] = Object.keys(named);
    if (policy === undefined || others.length > 0) throw new PolicyError("names one policy, no less and no more", at);
    const name = typeof id === "string" ? id : `${branch + 1}.${index + 1}-${policy}`;
    return site.prepareStep(policy, named[policy], `${at}/${policy}`, `${site.id}/${name}`);
  });
  // Inside a branch as in a section: phase by phase, and as written within each.
  const ordered =
    site.section === "inbound"
      ? prepared.toSorted((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase))
      : prepared;
  return inOrder(ordered.map(({ handle }) => handle));
}

import clsx from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Tone } from "./tone.ts";

interface BannerProps {
  tone?: Exclude<Tone, "neutral" | "accent"> | undefined;
  title: string;
  /** What can be done about it. */
  action?: ReactNode;
  children?: ReactNode;
}

export function Banner({ tone = "info", title, action, children }: BannerProps) {
  const { icon: Icon, className } = looks[tone];
  return (
    <div
      className={clsx("flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card border px-4 py-3 text-ink", className)}
    >
      <Icon aria-hidden className="mt-[3px] size-4 shrink-0" />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-[550]">{title}</p>
        {children && <div className="text-small text-soft">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

const looks = {
  info: { icon: Info, className: "border-info/25 bg-info-soft [&>svg]:text-info" },
  good: { icon: CircleCheck, className: "border-good/25 bg-good-soft [&>svg]:text-good" },
  warn: { icon: TriangleAlert, className: "border-warn/30 bg-warn-soft [&>svg]:text-warn" },
  bad: { icon: CircleAlert, className: "border-bad/25 bg-bad-soft [&>svg]:text-bad" },
};

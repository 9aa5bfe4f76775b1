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
  const { icon: Icon, ink, className } = looks[tone];
  return (
    <div
      className={clsx(
        "flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card border px-4 py-3 text-ink",
        className,
      )}
    >
      <div className="flex min-w-0 items-start gap-3">
        <Icon aria-hidden className={clsx("mt-[3px] size-4 shrink-0", ink)} />
        <div className="min-w-0">
          <p className="font-[550]">{title}</p>
          {children && <div className="text-small text-soft">{children}</div>}
        </div>
      </div>
      {action && <div className="flex flex-wrap gap-2 pl-7">{action}</div>}
    </div>
  );
}

const looks = {
  info: { icon: Info, ink: "text-info", className: "border-info/25 bg-info-soft" },
  good: { icon: CircleCheck, ink: "text-good", className: "border-good/25 bg-good-soft" },
  warn: { icon: TriangleAlert, ink: "text-warn", className: "border-warn/30 bg-warn-soft" },
  bad: { icon: CircleAlert, ink: "text-bad", className: "border-bad/25 bg-bad-soft" },
};

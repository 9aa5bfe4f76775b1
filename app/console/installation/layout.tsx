import type { ReactNode } from "react";
import { ConsoleFrame } from "../_frame/console-frame.tsx";

/** The operator's screens. The frame decides nothing: each page's verbs do. */
export default function InstallationLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}

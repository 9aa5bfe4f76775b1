"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./tab-class.ts";

interface Tab {
  value: string;
  label: string;
  count?: number | undefined;
  content: ReactNode;
}

interface TabsProps {
  label: string;
  tabs: Tab[];
  /** What stands at the end of the row, such as the actions on a selection. */
  actions?: ReactNode;
  initial?: string | undefined;
}

/** Panels of one page. Where each tab deserves its own address, use `TabLinks`. */
export function Tabs({ label, tabs, actions, initial }: TabsProps) {
  return (
    <Radix.Root defaultValue={initial ?? tabs[0]?.value ?? ""}>
      <div className={tabListClass}>
        <Radix.List aria-label={label} className="flex gap-5 overflow-x-auto">
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.value} value={tab.value} className={tabClass}>
              {tab.label}
              {tab.count !== undefined && (
                <span className="ml-1.5 font-normal text-faint tabular-nums">{tab.count}</span>
              )}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions && <div className="ml-auto flex items-center gap-2 pb-1.5 text-small">{actions}</div>}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="pt-3.5">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

import Link from "next/link";
import type { NavigationSection } from "./navigation.ts";

export function PortalFooter({ name, sections }: { name: string; sections: NavigationSection[] }) {
  return (
    <footer className="mt-auto border-line border-t bg-surface">
      <div className="mx-auto flex max-w-page flex-wrap items-start justify-between gap-x-12 gap-y-6 px-4 py-8 text-small md:px-7">
        <div className="max-w-64">
          <p className="font-[550]">{name}</p>
          <p className="mt-1.5 text-faint">Find an API by what it does, try it in the page, and get a key for it.</p>
        </div>
        {sections.map((section) => (
          <nav key={section.label} aria-label={section.label}>
            <h2 className="mb-1.5 font-[550] text-small tracking-normal">{section.label}</h2>
            <ul className="flex flex-col gap-1">
              {section.entries.map(({ href, label }) => (
                <li key={href}>
                  <Link href={href} prefetch={false} className="rounded-chip text-soft hover:text-ink hover:underline">
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
    </footer>
  );
}

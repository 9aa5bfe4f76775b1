import Link from "next/link";
import { CopyButton } from "../ui/copy-button.tsx";

/** Addresses to give to others, each with its copy button. */
export function AddressList({ addresses }: { addresses: { label: string; url: string; isPage?: boolean }[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {addresses.map(({ label, url, isPage }) => (
        <li key={`${label} ${url}`} className="min-w-0">
          <p className="text-faint text-tiny">{label}</p>
          <div className="flex min-w-0 items-center gap-1.5">
            {isPage ? (
              <Link href={url} className="min-w-0 break-all rounded-chip font-mono text-accent text-small underline">
                {url}
              </Link>
            ) : (
              <code className="min-w-0 break-all text-small">{url}</code>
            )}
            <CopyButton text={url} label={`Copy ${label.toLowerCase()}`} isIconOnly className="shrink-0" />
          </div>
        </li>
      ))}
    </ul>
  );
}

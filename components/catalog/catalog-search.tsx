"use client";

import { Search } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState, useTransition } from "react";
import { CATALOG_PATH } from "#lib/client/portal-paths.ts";
import { Input } from "../ui/input.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { Spinner } from "../ui/spinner.tsx";
import { useShortcut } from "../ui/use-shortcut.ts";

/** The search over APIs and operations. A plain form first; once its script is there, it searches while one types. */
export function CatalogSearch({ initial, isLive = false }: { initial?: string | undefined; isLive?: boolean }) {
  const router = useRouter();
  const parameters = useSearchParams();
  const [text, setText] = useState(initial ?? "");
  const [isPending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const input = useShortcut("/");
  useEffect(() => () => clearTimeout(timer.current), []);

  function go(next: string, isNew: boolean) {
    clearTimeout(timer.current);
    const query = new URLSearchParams(isLive ? parameters : undefined);
    query.delete("cursor");
    if (next.trim() === "") query.delete("q");
    else query.set("q", next.trim());
    const href = query.size > 0 ? `${CATALOG_PATH}?${query}` : CATALOG_PATH;
    startTransition(() => (isNew ? router.push(href) : router.replace(href, { scroll: false })));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    go(text, !isLive);
  }

  return (
    <search>
      <form action={CATALOG_PATH} method="get" onSubmit={submit}>
        <Input
          ref={input}
          name="q"
          type="search"
          size="large"
          maxLength={100}
          autoComplete="off"
          aria-label="Search APIs and operations"
          placeholder="What should it do? Try “create order”"
          value={text}
          leading={isPending ? <Spinner /> : <Search aria-hidden />}
          trailing={<Kbd>/</Kbd>}
          onChange={(event) => {
            const next = event.target.value;
            setText(next);
            clearTimeout(timer.current);
            if (isLive) timer.current = setTimeout(() => go(next, false), PAUSE_MS);
          }}
        />
        <span role="status" className="sr-only">
          {isPending ? "Searching" : ""}
        </span>
      </form>
    </search>
  );
}

const PAUSE_MS = 250;

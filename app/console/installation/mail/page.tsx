import type { Metadata } from "next";
import { MailTable } from "#components/mail/mail-table.tsx";
import { ConsolePage } from "#components/shell/console-page.tsx";
import { Banner } from "#components/ui/banner.tsx";
import { counted } from "#components/ui/counted.ts";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { pageInput } from "#lib/contract/paging.ts";
import { env } from "#lib/env.ts";
import { listMails } from "#lib/mail/read.ts";
import { read } from "../../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../../_reader/search.ts";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchOf(pageInput, searchParams);
  const { items, nextCursor } = await read((ctx) => listMails(ctx, query));
  return (
    <ConsolePage title="Mail" description="Who was told what in the last 30 days, and whether it went.">
      <div className="flex flex-col gap-3.5">
        {env.smtpUrl === undefined && (
          <Banner tone="warn" title="No mail server is set: nothing is sent">
            Read a mail here and pass it on yourself; each reading is audited. Set <code>GATEHOUSE_SMTP_URL</code> to
            have mail sent.
          </Banner>
        )}
        <div>
          <MailTable mails={items} />
          <CursorPager nextCursor={nextCursor} shown={counted(items.length, "mail")} />
        </div>
      </div>
    </ConsolePage>
  );
}

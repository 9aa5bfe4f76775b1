export const tabListClass = "flex flex-wrap items-end gap-x-5 border-line border-b";

/* Drawn inwards, so that a row that scrolls does not cut the ring off. */
export const tabClass =
  "-mb-px shrink-0 whitespace-nowrap border-transparent border-b-2 py-2 font-[500] text-soft transition-colors hover:text-ink " +
  "focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink data-[state=active]:border-accent data-[state=active]:text-ink";

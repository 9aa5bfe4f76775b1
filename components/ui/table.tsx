import clsx from "clsx";
import type { ReactNode } from "react";
import { Checkbox } from "./checkbox.tsx";
import { ScrollRegion } from "./scroll-region.tsx";
import { SortLink, type SortState } from "./sort-link.tsx";
import type { Selection } from "./use-selection.ts";

export interface Column<Row> {
  id: string;
  header: string;
  cell(row: Row): ReactNode;
  align?: "start" | "end" | undefined;
  /** Makes room on narrow screens by leaving the column out. */
  hideBelow?: "sm" | "md" | "lg" | undefined;
  isSortable?: boolean | undefined;
  isHeaderHidden?: boolean | undefined;
  width?: string | undefined;
}

interface TableProps<Row> {
  /** Heard, not seen: what the rows are. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  keyOf(row: Row): string;
  sort?: SortState | undefined;
  selection?: { of: Selection; labelOf(row: Row): string } | undefined;
  /** The row whose details stand beside the table, or that the keyboard is on. */
  activeKey?: string | undefined;
  /** Shown in place of the rows when there are none. */
  empty?: ReactNode;
}

/** Draws one page of rows; order, filter and paging are the server's, so that they hold for all rows and not for these. */
export function Table<Row>({ caption, columns, rows, keyOf, sort, selection, activeKey, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty) return <div className={frameClass}>{empty}</div>;
  return (
    <ScrollRegion label={caption} className={clsx(frameClass, "overflow-x-auto")}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {selection && (
              <th scope="col" className="w-[46px] border-line border-b py-[9px] pr-0 pl-3.5">
                <Checkbox
                  label="Select all rows"
                  isLabelHidden
                  isChecked={selection.of.stateOfAll(rows.map(keyOf))}
                  onChange={() => selection.of.toggleAll(rows.map(keyOf))}
                />
              </th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = keyOf(row);
            const isOn = key === activeKey || selection?.of.has(key);
            return (
              <tr
                key={key}
                aria-current={key === activeKey || undefined}
                className={clsx(rowClass, isOn && "bg-accent-soft!")}
              >
                {selection && (
                  // above the row's link, which covers the whole row
                  <td className="relative z-1 py-[11px] pr-0 pl-3.5">
                    <Checkbox
                      label={`Select ${selection.labelOf(row)}`}
                      isLabelHidden
                      isChecked={selection.of.has(key)}
                      onChange={() => selection.of.toggle(key)}
                    />
                  </td>
                )}
                {columns.map((column) => (
                  <td key={column.id} className={clsx("px-3.5 py-[11px] align-middle", cellClass(column))}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function HeaderCell<Row>({ column, sort }: { column: Column<Row>; sort: SortState | undefined }) {
  const isSorted = sort?.by === column.id;
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sort.direction === "asc" ? "ascending" : "descending") : undefined}
      style={column.width === undefined ? undefined : { width: column.width }}
      className={clsx(
        "border-line border-b px-3.5 py-[9px] font-[500] text-faint text-tiny",
        column.align !== "end" && "text-left",
        cellClass(column),
      )}
    >
      {column.isSortable && sort ? (
        <SortLink id={column.id} label={column.header} sort={sort} />
      ) : (
        <span className={clsx(column.isHeaderHidden && "sr-only")}>{column.header}</span>
      )}
    </th>
  );
}

const frameClass = "min-w-0 rounded-card border border-line bg-surface";

/* `relative` lets a `RowLink` cover its whole row. */
const rowClass = "relative border-line border-b transition-colors last:border-b-0 hover:bg-sunken/60";

function cellClass<Row>({ align, hideBelow }: Column<Row>): string {
  return clsx(
    align === "end" && "text-right tabular-nums",
    hideBelow === "sm" && "max-sm:hidden",
    hideBelow === "md" && "max-md:hidden",
    hideBelow === "lg" && "max-lg:hidden",
  );
}

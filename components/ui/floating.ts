/** The looks that menu, select, combobox and popover share. */
export const floatingClass =
  "z-50 animate-rise-in overflow-hidden rounded-card border border-line-strong bg-surface p-1 text-ink shadow-floating";

export const optionClass =
  "relative flex min-h-8 w-full items-center gap-2 rounded-control px-2.5 py-1.5 text-left text-small outline-none select-none " +
  "data-highlighted:bg-sunken data-disabled:cursor-not-allowed data-disabled:text-faint data-disabled:opacity-70 [&_svg]:size-4 [&_svg]:shrink-0";

export const menuClass = `${floatingClass} max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto`;

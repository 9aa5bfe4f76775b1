import clsx from "clsx";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner.tsx";

export interface ButtonLook {
  variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  size?: "small" | "medium" | "large" | undefined;
}

type ButtonProps = ButtonLook & ComponentProps<"button"> & { isBusy?: boolean | undefined };

/** While busy it keeps its width, its focus and its name, and refuses clicks: disabling it would lose the keyboard's place. */
export function Button({ variant, size, isBusy = false, className, children, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || rest["aria-disabled"]}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClass({ variant, size }), isBusy && "relative", className)}
    >
      {isBusy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
      <span className={clsx("inline-flex items-center gap-[7px]", isBusy && "opacity-0")}>{children}</span>
    </button>
  );
}

type ButtonLinkProps = ButtonLook & ComponentProps<typeof Link>;

export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={clsx(buttonClass({ variant, size }), className)} />;
}

type IconButtonProps = Omit<ButtonProps, "children" | "aria-label"> & { label: string; icon: ReactNode };

/** A square button with an icon alone; `label` is its name for everyone who does not see the icon. */
export function IconButton({ label, icon, variant = "quiet", size, className, ...rest }: IconButtonProps) {
  const width = size === "small" ? "w-7" : size === "large" ? "w-10" : "w-[34px]";
  return (
    <Button {...rest} aria-label={label} variant={variant} size={size} className={clsx("px-0!", width, className)}>
      {icon}
    </Button>
  );
}

const shape =
  "inline-flex shrink-0 select-none items-center justify-center gap-[7px] whitespace-nowrap rounded-control border font-[550] transition-colors " +
  "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-default [&_svg]:size-4 [&_svg]:shrink-0";

const sizes = {
  small: "h-7 px-2.5 text-[0.78125rem]",
  medium: "h-[34px] px-[13px] text-[0.84375rem]",
  large: "h-10 px-4 text-base",
};

const variants = {
  primary: "border-accent bg-accent text-accent-ink hover:border-accent/90 hover:bg-accent/90",
  secondary: "border-line-strong bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-soft hover:bg-sunken hover:text-ink",
  danger: "border-bad bg-bad text-bad-ink hover:border-bad/90 hover:bg-bad/90",
};

/** The look of a button for something that is none, such as the trigger of a menu. */
export function buttonClass({ variant = "secondary", size = "medium" }: ButtonLook): string {
  return clsx(shape, sizes[size], variants[variant]);
}

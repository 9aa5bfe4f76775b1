import "react";

declare module "react" {
  interface CSSProperties {
    /** Custom properties may stand in `style`. */
    [property: `--${string}`]: string | number | undefined;
  }
}

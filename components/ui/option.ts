/** One value to choose. */
export interface Option {
  value: string;
  label: string;
  detail?: string | undefined;
  isDisabled?: boolean | undefined;
}

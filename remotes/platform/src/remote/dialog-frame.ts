/** What every dialog of a remote needs of the screen around it. */
export interface DialogFrame {
  environment: string;
  /** The revision that the person sees. */
  head: number;
  onClose(): void;
}

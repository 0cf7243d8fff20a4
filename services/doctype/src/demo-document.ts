/** One document of the demo company, as a user would have made it. */
export interface DemoDocument {
  doctype: string;
  values: Record<string, unknown>;
  /** Submitted after it was created. */
  submit?: boolean;
  /** And cancelled again. */
  cancel?: boolean;
}

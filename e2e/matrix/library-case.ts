import type { Desk } from '../pages/desk.ts';

/** A library of other people in a remote of its own: `e2e/libraries/<name>` has its packages and its screen. */
export interface LibraryCase {
  /** Of the folder, of the remote, and the title of its screen. */
  name: string;
  /** What the page shows with their versions. */
  packages: readonly string[];
  /** What its screen needs of the page (docs/remotes.md). */
  needs?: readonly string[];
  /** The size of a screen to which the environment's budget is raised; the test sees the gate refuse it before. */
  screenKb?: number;
  remark?: string;
  /** What it says in the console, and why that is no fault. */
  says?: readonly RegExp[];
  /** Files of the folder that the page shows, for libraries that ask for more than `pnpm add`. */
  recipe?: readonly string[];
  /** Uses the screen and looks at what it shows. */
  work(desk: Desk): Promise<void>;
}

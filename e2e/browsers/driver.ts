/** An element in the page, in the driver's own words. */
export type ElementRef = unknown;

/** The little that the ten journeys need of a browser: each driver is one file, and none knows the desk. */
export interface Driver {
  goto(url: string): Promise<void>;
  /** Runs the text of a function in the page with the arguments, and answers what it returns. */
  evaluate<T>(source: string, ...args: readonly unknown[]): Promise<T>;
  /** The same, of a function that returns an element or null. */
  find(source: string, ...args: readonly unknown[]): Promise<ElementRef | null>;
  /** A real press of the mouse on the middle of it. */
  click(element: ElementRef): Promise<void>;
  /** Types into whatever has the focus. `Enter`, `Tab` and other names of keys are `press`. */
  type(text: string): Promise<void>;
  press(key: Key, modifier?: 'Control'): Promise<void>;
  back(): Promise<void>;
  /** Errors and warnings of the console, and what nobody caught, so far. */
  complaints(): string[];
  close(): Promise<void>;
}

export type Key = 'Enter' | 'Tab' | 'Escape' | 'Backspace' | 'ArrowDown' | 'a' | 's';

/** The keys by their code points of WebDriver, which BiDi shares. */
export const keyCodes: Record<Key | 'Control', string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  ArrowDown: '\uE015',
  a: 'a',
  s: 's',
  Control: '\uE009',
};

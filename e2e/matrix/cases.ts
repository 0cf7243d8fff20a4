import { chartsAndTables } from './cases/charts-and-tables.ts';
import { formsAndComponents } from './cases/forms-and-components.ts';
import { movementAndEditors } from './cases/movement-and-editors.ts';
import { stateAndData } from './cases/state-and-data.ts';
import { styling } from './cases/styling.ts';
import type { LibraryCase } from './library-case.ts';

/** By what they are for, as the page has them. */
export const groups: Readonly<Record<string, readonly LibraryCase[]>> = {
  'State, data, routes and texts': stateAndData,
  'Forms and components': formsAndComponents,
  Styling: styling,
  'Charts, tables, maps and dates': chartsAndTables,
  'Movement and editors': movementAndEditors,
};

export const cases: readonly LibraryCase[] = Object.values(groups).flat();

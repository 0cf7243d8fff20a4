import { createFactory } from 'react';
import { findDOMNode } from 'react-dom';

/** As packages look that work with several versions of React: they import what only some of them have, and use it where it is there. */
export const namesOfOldReact = `${typeof createFactory} ${typeof findDOMNode}`;

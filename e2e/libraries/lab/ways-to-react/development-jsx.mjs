import { jsxDEV } from 'react/jsx-dev-runtime';

/** As a package has it that was published from a development build. */
export const PublishedFromDevelopment = () => jsxDEV('b', { children: 'drawn' }, undefined, false, undefined, undefined);

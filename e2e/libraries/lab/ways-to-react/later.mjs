import { lazy } from 'react';

let React;
let common;

function Late() {
  const [text] = React.useState('later');
  return React.createElement('b', null, text, ' ', React.createElement(common.Inner, { text: 'and inner' }));
}

/** Imports React, and a CommonJS module that needs it, when it is first drawn. */
export const Later = lazy(async () => {
  [React, { default: common }] = await Promise.all([import('react'), import('./common-js.cjs')]);
  return { default: Late };
});

// Each way in which packages reach React, in the smallest form.

export { default as Island } from './common-js.cjs';
export { Compiled } from './compiled.mjs';
export { PublishedFromDevelopment } from './development-jsx.mjs';
export { Later } from './later.mjs';
export { namesOfOldReact } from './old-names.mjs';
export { useCountOfReexport } from './uses-reexports.mjs';

import { c } from 'react/compiler-runtime';
import { jsx } from 'react/jsx-runtime';

/** As the React Compiler writes it. */
export function Compiled({ name }) {
  const $ = c(2);
  let text;
  if ($[0] === name) text = $[1];
  else {
    text = jsx('b', { children: `by the ${name}` });
    $[0] = name;
    $[1] = text;
  }
  return text;
}

import { createPortal, useLater, useState } from './reexports.mjs';

export function useCountOfReexport() {
  const [count, setCount] = useState(0);
  useLater(() => setCount(1), []);
  return `${typeof createPortal} ${count}`;
}

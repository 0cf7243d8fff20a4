import { Page, PageHeader } from '@business-m/ui';
import { atom, useAtom, useAtomValue } from 'jotai';

const count = atom(1);
const doubled = atom((get) => get(count) * 2);

export default function Screen() {
  const [, setCount] = useAtom(count);
  return (
    <Page>
      <PageHeader title="jotai" />
      <button type="button" onClick={() => setCount((before) => before + 1)}>
        Add
      </button>
      <output>{useAtomValue(doubled)} is twice as much</output>
    </Page>
  );
}

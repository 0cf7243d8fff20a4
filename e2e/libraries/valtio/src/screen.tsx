import { Page, PageHeader } from '@business-m/ui';
import { proxy, useSnapshot } from 'valtio';

const state = proxy({ count: 0 });

export default function Screen() {
  const { count } = useSnapshot(state);
  return (
    <Page>
      <PageHeader title="valtio" />
      <button
        type="button"
        onClick={() => {
          state.count += 1;
        }}
      >
        Add
      </button>
      <output>{count} counted</output>
    </Page>
  );
}

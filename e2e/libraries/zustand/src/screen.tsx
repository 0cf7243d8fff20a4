import { Page, PageHeader } from '@business-m/ui';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface Basket {
  count: number;
  add: () => void;
}

const useBasket = create<Basket>()(
  persist((set) => ({ count: 0, add: () => set(({ count }) => ({ count: count + 1 })) }), {
    name: 'zustand-basket',
    partialize: () => ({}),
  }),
);

export default function Screen() {
  const { count, add } = useBasket();
  return (
    <Page>
      <PageHeader title="zustand" />
      <button type="button" onClick={add}>
        Add
      </button>
      <output>{count} in the basket</output>
    </Page>
  );
}

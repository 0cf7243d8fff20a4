import { Page, PageHeader } from '@business-m/ui';
import { configureStore, createSlice } from '@reduxjs/toolkit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PersistQueryClientProvider } from '@tanstack/react-query-persist-client';
import { useEffect, useRef, useState } from 'react';
import { Provider, useDispatch, useSelector } from 'react-redux';
import { Line, LineChart } from 'recharts';
import useSWR from 'swr';
import { useSyncExternalStoreWithSelector } from 'use-sync-external-store/shim/with-selector';
import { Compiled, Island, Later, namesOfOldReact, PublishedFromDevelopment, useCountOfReexport } from 'ways-to-react';

const counter = createSlice({
  name: 'counter',
  initialState: { count: 0 },
  reducers: {
    add(state) {
      state.count += 1;
    },
  },
});
const store = configureStore({ reducer: counter.reducer });

function Redux() {
  const count = useSelector((state: { count: number }) => state.count);
  const dispatch = useDispatch();
  return (
    <button type="button" onClick={() => dispatch(counter.actions.add())}>
      redux {count}
    </button>
  );
}

const constant = { subscribe: () => () => {}, read: () => 'external store' };

function ExternalStore() {
  return useSyncExternalStoreWithSelector(constant.subscribe, constant.read, constant.read, (text: string) => `${text} selected`);
}

const nowhere = { persistClient: () => {}, restoreClient: () => undefined, removeClient: () => {} };

function Persisted() {
  const client = useQueryClient();
  return (
    <PersistQueryClientProvider client={client} persistOptions={{ persister: nowhere }}>
      <Queried />
    </PersistQueryClientProvider>
  );
}

function Queried() {
  return useQuery({ queryKey: ['libraries'], queryFn: () => 'persisted query' }).data ?? '';
}

/** A root of its own, as libraries for maps and editors make one. */
function OwnRoot() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => (place.current ? Island.mount(place.current, 'island') : undefined), []);
  return <span ref={place} />;
}

const points = [{ value: 1 }, { value: 3 }, { value: 2 }];

export default function Libraries() {
  const { data } = useSWR('libraries', () => Promise.resolve('fetched by swr'));
  const [isLater, showLater] = useState(false);
  const facts = {
    swr: data,
    redux: (
      <Provider store={store}>
        <Redux />
      </Provider>
    ),
    'external store': <ExternalStore />,
    'persisted query': <Persisted />,
    compiled: <Compiled name="compiler" />,
    island: <OwnRoot />,
    reexport: useCountOfReexport(),
    'development jsx': <PublishedFromDevelopment />,
    'old names': namesOfOldReact,
    later: isLater ? <Later /> : null,
  };
  return (
    <Page>
      <PageHeader title="Libraries" />
      {Object.entries(facts).map(([name, fact]) => (
        <output key={name} aria-label={name}>
          {fact}
        </output>
      ))}
      <button type="button" onClick={() => showLater(true)}>
        Show what comes later
      </button>
      <section aria-label="chart">
        <LineChart width={200} height={100} data={points}>
          <Line dataKey="value" isAnimationActive={false} />
        </LineChart>
      </section>
    </Page>
  );
}

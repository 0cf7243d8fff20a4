import { Page, PageHeader } from '@business-m/ui';
import { configureStore, createAsyncThunk, createSlice } from '@reduxjs/toolkit';
import { Provider, useDispatch, useSelector } from 'react-redux';

const order = createAsyncThunk('orders/order', async (item: string) => `${item} ordered`);
const orders = createSlice({
  name: 'orders',
  initialState: { said: 'nothing yet' },
  reducers: {},
  extraReducers: (builder) =>
    builder.addCase(order.fulfilled, (state, { payload }) => {
      state.said = payload;
    }),
});
const store = configureStore({ reducer: orders.reducer });

function Orders() {
  const said = useSelector((state: { said: string }) => state.said);
  const dispatch = useDispatch<typeof store.dispatch>();
  return (
    <>
      <button type="button" onClick={() => dispatch(order('Bike'))}>
        Order
      </button>
      <output>{said}</output>
    </>
  );
}

export default function Screen() {
  return (
    <Page>
      <PageHeader title="redux" />
      <Provider store={store}>
        <Orders />
      </Provider>
    </Page>
  );
}

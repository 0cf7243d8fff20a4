import { Page, PageHeader } from '@business-m/ui';
import { createMemoryRouter, Link, Outlet, RouterProvider, useLoaderData, useParams } from 'react-router';

function Order() {
  return (
    <output>
      order {useParams().id} {useLoaderData<string>()}
    </output>
  );
}
const layout = (
  <>
    <Link to="/orders/7">Order 7</Link>
    <Outlet />
  </>
);
const router = createMemoryRouter([
  { path: '/', element: layout, children: [{ path: 'orders/:id', element: <Order />, loader: () => 'loaded' }] },
]);

export default function Screen() {
  return (
    <Page>
      <PageHeader title="react-router" />
      <RouterProvider router={router} />
    </Page>
  );
}

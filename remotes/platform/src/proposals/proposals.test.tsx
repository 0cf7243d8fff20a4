// @vitest-environment jsdom
import { renderScreen } from '@business-m/documents/testing/render';
import { screen, waitFor, within } from '@testing-library/react';
import { HttpResponse } from 'msw';
import { http } from 'msw/http';
import { expect, test } from 'vitest';
import { releaseId } from '../mocks/mock-documents.ts';
import { mockPlatform } from '../mocks/mock-platform.ts';
import ProposalsScreen from './proposals.tsx';

function open(approval = true) {
  const mock = mockPlatform({ approval });
  return { mock, ...renderScreen(<ProposalsScreen />, mock.handlers, { at: '/platform/proposals', user: { roles: ['ops'] } }) };
}

const items = async () => within(await screen.findByRole('list', { name: 'Proposals' }));

test('shows author, reason and differences of a waiting proposal', async () => {
  open();
  const list = await items();
  expect(list.getByText('Release wms 2.4.0 to 10%')).toBeDefined();
  expect(list.getByText('A week in staging without a complaint.')).toBeDefined();
  expect(list.getByRole('list', { name: 'Changes of proposal p2' }).textContent).toBe('wms · canary+2.4.0 at 10%');
  expect(screen.getByRole('tab', { name: 'Waiting2' })).toBeDefined();
});

test('one’s own proposal can be withdrawn but not approved, and the screen says why', async () => {
  const { user, mock } = open();
  const own = within((await items()).getByText('Release purchase 1.3.0 to everybody').closest('li') as HTMLElement);
  expect(own.getByText('You proposed this, so somebody else has to approve it.')).toBeDefined();
  expect(own.queryByRole('button', { name: /^Approve/ })).toBeNull();
  await user.click(own.getByRole('button', { name: /^Withdraw/ }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Withdraw' }));
  await waitFor(() => expect(screen.queryByText('Release purchase 1.3.0 to everybody')).toBeNull());
  expect(mock.prod.proposals.find(({ id }) => id === 'p1')?.state).toBe('withdrawn');
});

test('somebody else’s is approved and takes effect, with both names', async () => {
  const { user, mock, onNotify } = open();
  await user.click((await items()).getByRole('button', { name: 'Approve: Release wms 2.4.0 to 10%' }));
  expect(within(screen.getByRole('dialog')).getByRole('list', { name: 'Differences' }).textContent).toContain('2.4.0 at 10%');
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(mock.prod.head().summary).toMatchObject({ author: { name: 'Ana Sousa' }, approvedBy: { name: 'Test User' } }));
  expect(mock.prod.head().document.remotes.wms?.releases.canary).toEqual({ release: releaseId('wms', '2.4.0'), shareBps: 1000 });
  expect(onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'Approved', detail: 'Release wms 2.4.0 to 10%' });
});

test('rejects with a reason, and lists the proposal as decided', async () => {
  const { user } = open();
  await user.click((await items()).getByRole('button', { name: /^Reject: Release wms/ }));
  const dialog = within(screen.getByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Reject' }));
  expect(dialog.getByText(/Say why/)).toBeDefined();
  await user.click(dialog.getByLabelText(/^Why/));
  await user.paste('Not before the stocktaking');
  await user.click(dialog.getByRole('button', { name: 'Reject' }));
  await user.click(await screen.findByRole('tab', { name: 'Decided' }));
  const list = await items();
  expect(await list.findByText(/Rejected by Test User, .*: “Not before the stocktaking”/)).toBeDefined();
  expect(list.getByText(/“Not while the service is being moved\.”/)).toBeDefined();
  expect(list.queryByRole('button')).toBeNull();
});

test('a proposal that no longer fits is refused in the gateway’s words', async () => {
  const { user, use } = open();
  use(
    http.post('/api/gateway/admin/environments/prod/proposals/:id/approve', () =>
      HttpResponse.json(
        { type: 'about:blank', title: 'No', status: 409, code: 'stale-proposal', detail: 'Somebody has released wms 2.5.0 since.' },
        { status: 409 },
      ),
    ),
  );
  await user.click((await items()).getByRole('button', { name: /^Approve/ }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Approve' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Somebody has released wms 2.5.0 since.');
});

test('says that an environment needs no approval', async () => {
  open(false);
  expect(await screen.findByText('Nothing waits')).toBeDefined();
  expect(screen.getByText('prod does not ask for approval: changes take effect at once.')).toBeDefined();
});

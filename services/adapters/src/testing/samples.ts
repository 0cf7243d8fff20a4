import {
  type CallContext,
  type Dispatch,
  type LedgerProtocol,
  ledgerContract,
  type PostReceipt,
  type PostRequest,
} from '@business-m/protocols';

/** The ledger's posting as a call, because only this protocol has a previous version. Its callee is `post`. */
export const postContract = { ...ledgerContract, methods: { post: ledgerContract.methods.post } } as const;

export const POSTED_AT = '2026-01-31T09:00:00.000Z';

export const callOf = (changes: Partial<CallContext> = {}): CallContext => ({
  tenant: 'demo',
  user: 'stock@example.com',
  roles: ['stock'],
  deadlineMs: Date.now() + 15_000,
  idempotencyKey: 'wms-1',
  trace: 'trace-1',
  ...changes,
});

export const requestOf = (id = 'SE-1', changes: Partial<PostRequest> = {}): PostRequest => ({
  voucher: { doctype: 'stock-entry', id },
  posting_date: '2026-01-31',
  lines: [
    { purpose: 'inventory', debit: '12.50', credit: '0', remark: 'Bolts, “M8”\n½' },
    { purpose: 'goods_received', debit: '0', credit: '12.50' },
  ],
  ...changes,
});

export const receiptOf = ({ voucher, lines }: Pick<PostRequest, 'voucher'> & { lines?: readonly unknown[] }): PostReceipt => ({
  voucher,
  entries: lines?.length ?? 0,
  posted_at: POSTED_AT,
});

export const messageOf = (number: number, changes: Partial<Dispatch> = {}): Dispatch => ({
  id: `wms-${number}`,
  scope: 'wms',
  topic: 'ledger.post',
  attempt: 1,
  request: requestOf(`SE-${number}`),
  context: callOf({ idempotencyKey: `wms-${number}`, trace: `trace-${number}` }),
  ...changes,
});

/** Posts each voucher once, however often it arrives; `calls` counts what arrived. */
export interface ExampleLedger extends LedgerProtocol {
  posted: Map<string, PostRequest>;
  calls: { id: string; context: CallContext }[];
}

export function createExampleLedger(before: (request: PostRequest) => Promise<void> = async () => {}): ExampleLedger {
  const posted = new Map<string, PostRequest>();
  const calls: ExampleLedger['calls'] = [];
  return {
    posted,
    calls,
    async post(request, context) {
      calls.push({ id: request.voucher.id, context });
      await before(request);
      posted.set(request.voucher.id, request);
      return receiptOf(request);
    },
    reverse: async ({ voucher }) => receiptOf({ voucher }),
  };
}

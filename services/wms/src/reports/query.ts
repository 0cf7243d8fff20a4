import { reportDate, reportId, reportPage } from '@business-m/doctype';
import { z } from 'zod';

const bin = { item: reportId.optional(), warehouse: reportId.optional() };

export const stockBalanceQuery = z.strictObject({ ...bin, ...reportPage });
export const stockLedgerQuery = z.strictObject({ ...bin, ...reportPage, from: reportDate.optional(), to: reportDate.optional() });

/** Position in the stock balance: item, then warehouse. */
export const balancePosition = z.tuple([reportId, reportId]);

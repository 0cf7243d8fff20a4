import { reportDate, reportId, reportPage } from '@business-m/doctype';
import { z } from 'zod';

const period = { from: reportDate.optional(), to: reportDate.optional() };

export const trialBalanceQuery = z.strictObject(period);
export const generalLedgerQuery = z.strictObject({ ...period, ...reportPage, account: reportId });

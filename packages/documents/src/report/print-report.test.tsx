// @vitest-environment jsdom
import { renderHook } from '@testing-library/react';
import { act } from 'react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { usePrintReport } from './print-report.ts';

/** A report of some pages, one of which may not be had. */
function reportOf(count: number, broken = count + 1) {
  let [loaded, isFetchNextPageError] = [1, false];
  const pages = () => ({
    hasNextPage: loaded < count,
    isFetchingNextPage: false,
    isFetchNextPageError,
    fetchNextPage: async () => {
      if (loaded + 1 === broken) isFetchNextPageError = true;
      else loaded += 1;
    },
  });
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
  onTestFinished(() => print.mockRestore());
  const hook = renderHook(() => usePrintReport(pages()));
  return { print, press: () => act(async () => hook.result.current.print()), busy: () => hook.result.current.busy, loaded: () => loaded };
}

test('prints once, when every page is there', async () => {
  const report = reportOf(4);
  await report.press();
  expect([report.loaded(), report.print.mock.calls.length, report.busy()]).toEqual([4, 1, false]);
});

test('prints no part of a report whose next page cannot be had', async () => {
  const report = reportOf(4, 3);
  await report.press();
  expect([report.print.mock.calls.length, report.busy()]).toEqual([0, false]);
});

test('prints the first pages of a report that is endless', async () => {
  const report = reportOf(1_000);
  await report.press();
  expect([report.loaded(), report.print.mock.calls.length]).toEqual([51, 1]);
});

import { cleanup } from '@testing-library/react';
import { forgetCompany } from '../company.ts';

/** Leaves nothing of a test in its document, in the storages and in the address: the test files that have a document share it. */
export function cleanUpDocument(): void {
  cleanup();
  forgetCompany();
  document.head.innerHTML = '';
  document.body.innerHTML = '';
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
}

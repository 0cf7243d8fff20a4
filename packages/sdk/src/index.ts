export * from './api-client.ts';
export { type Company, companyOfBooks } from './company.ts';
export { companyToday } from './company-day.ts';
export * from './create-api-client.ts';
export {
  HostProvider,
  Link,
  useApi,
  useCanOpen,
  useDeskLocation,
  useNavigate,
  useNotify,
  useRemote,
  useShown,
  useStyleNonce,
  useUnsavedGuard,
  useUser,
} from './hooks.tsx';
export * from './host.ts';
export { isAway, readRetry } from './read-retry.ts';

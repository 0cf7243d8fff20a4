export { type StandaloneOptions, standalone } from './standalone.tsx';
export { TestDesk, type TestDeskProps } from './test-desk.tsx';

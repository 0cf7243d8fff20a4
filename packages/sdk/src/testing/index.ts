export { TestDesk, type TestDeskProps } from './test-desk.tsx';
export { standalone, type StandaloneOptions } from './standalone.tsx';

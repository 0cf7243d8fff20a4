/** What is mutated together, and the tests that must notice. They need no server, so that a mutant takes seconds. */
export const areas: Readonly<Record<string, { mutate: readonly string[]; tests: readonly string[] }>> = {
  resolve: { mutate: ['manifest/resolve/**/*.ts'], tests: ['manifest/resolve/**/*.test.ts'] },
  change: { mutate: ['manifest/change/**/*.ts'], tests: ['manifest/change/**/*.test.ts'] },
  forwarding: {
    mutate: ['gateway/src/forwarding/*.ts'],
    tests: ['gateway/src/forwarding/*.test.ts', 'gateway/src/endpoints/contract.test.ts'],
  },
  valuation: { mutate: ['services/wms/src/valuation/*.ts'], tests: ['services/wms/src/valuation/*.test.ts'] },
  halt: { mutate: ['gateway/src/halt/{halt-rule,judge-trial}.ts'], tests: ['gateway/src/halt/*.test.ts'] },
  limits: {
    mutate: ['manifest/store/revision-store.ts', 'cli/publish/gate/budget.ts', 'gateway/src/resolution/resolution-of.ts'],
    tests: [
      'manifest/store/revision-store.test.ts',
      'manifest/store/file/file-contract.test.ts',
      'cli/publish/gate/budget.test.ts',
      'gateway/src/{resolution/*,endpoints/remotes}.test.ts',
    ],
  },
};

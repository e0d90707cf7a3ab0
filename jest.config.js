const path = require('node:path')

const swc = [
  '@swc/jest',
  { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022', transform: { react: { runtime: 'automatic' } } }, module: { type: 'commonjs' } },
]
const shared = {
  '^@zsb/shared$': path.resolve(__dirname, 'shared/src/index.ts'),
  '^@zsb/shared/([^/]+)$': path.resolve(__dirname, 'shared/src/$1/index.ts'),
}
/** Packages published as ES modules only. */
const modern = ['jose', 'otpauth', 'ulid', 'qr', 'swr', 'zustand', '@noble', 'uqr', 'lucide-static']
const base = (name, esm) => ({
  displayName: name,
  rootDir: path.join(__dirname, name),
  testMatch: ['<rootDir>/**/*.test.ts?(x)'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '\\.m?[jt]sx?$': swc },
  // Judged by the innermost node_modules. The one file of the MongoDB driver loads `os` by `import()`, which jest lacks.
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(${esm.join('|')})/|mongodb/lib/runtime_adapters\\.js)`],
  moduleNameMapper: shared,
  setupFiles: [path.join(__dirname, 'test/closed-network.js')],
  setupFilesAfterEnv: [path.join(__dirname, 'test/closed-network-report.js')],
})
/** One mongod and one set of mocks for the run, started only when a project that needs them has tests to run. */
const onRealParts = {
  globalSetup: path.join(__dirname, 'test/global-setup.mjs'),
  globalTeardown: path.join(__dirname, 'test/global-teardown.mjs'),
}
const miniapp = base('miniapp', [...modern, '@testing-library'])

/** @type {import('jest').Config} */
module.exports = {
  // Some wait for elections, kills and slow clients: a third keeps two cores busy.
  maxWorkers: 3,
  testSequencer: path.join(__dirname, 'test/waiting-first.js'),
  testTimeout: 30_000,
  projects: [
    { ...base('shared', modern), testEnvironment: 'node' },
    { ...base('api', modern), testEnvironment: 'node', ...onRealParts },
    { ...base('mock', modern), testEnvironment: 'node', ...onRealParts },
    {
      ...miniapp,
      testEnvironment: 'jsdom',
      moduleNameMapper: {
        '^@tarojs/components$': '<rootDir>/test/taro-components.tsx',
        '^@tarojs/taro$': '<rootDir>/test/taro.ts',
        '\\.(scss|css)$': '<rootDir>/test/style.js',
        '^@/(.*)$': '<rootDir>/src/$1',
        ...shared,
      },
      setupFiles: [...miniapp.setupFiles, '<rootDir>/test/setup.ts'],
    },
    {
      ...base('test', modern),
      displayName: 'tooling',
      rootDir: path.join(__dirname, 'test'),
      testMatch: ['<rootDir>/**/*.test.mjs', '<rootDir>/**/*.test.js'],
      testEnvironment: 'node',
    },
  ],
}

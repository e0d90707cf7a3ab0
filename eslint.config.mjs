// The architecture as lint errors: who may import whom, and where the dangerous things live. scripts/lint-proof.mjs plants
// one violation of each rule and fails when it is not reported.
import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { flatConfigs } from 'eslint-plugin-import-x'
import hooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'
import drawn from './miniapp/config/components/used.js'

const root = fileURLToPath(new URL('.', import.meta.url))
const TESTS = ['**/*.test.ts', '**/*.test.tsx', '**/*.test.mjs', '**/test/**', '**/test-support/**', '**/bench/**', '**/testdata/**']
const SOURCES = ['{shared,api,mock,miniapp}/**/*.{ts,tsx}']

/** Another feature is reached through its index.ts only; on the phone not at all: what two features share lives in shared/ or ui/. */
function featureZones(workspace, except) {
  const base = `./${workspace}/src/features`
  if (!existsSync(`${root}${base}`)) return []
  const features = readdirSync(`${root}${base}`, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [`${base}/${entry.name}`] : []))
  return features.map((target) => ({
    target,
    from: features.filter((other) => other !== target),
    except,
    message: 'Another feature is reached through its index.ts.',
  }))
}

const zones = [
  { target: './shared', from: ['./api', './miniapp', './mock'] },
  { target: './api', from: ['./miniapp', './mock'] },
  { target: './miniapp', from: ['./api', './mock'] },
  { target: './mock', from: ['./api', './miniapp'] },
  { target: './api/src/platform', from: './api/src/features' },
  { target: './miniapp/src/platform', from: ['./miniapp/src/features', './miniapp/src/pages', './miniapp/src/ui'] },
  { target: './miniapp/src/ui', from: ['./miniapp/src/features', './miniapp/src/pages'] },
  {
    target: './api/src/features/**/*.service.ts',
    from: './api/src/features/**/*.model.ts',
    message: 'A service knows the store (an interface), not the model.',
  },
  { target: './api/src/features/**/*.routes.ts', from: './api/src/features/**/*.model.ts', message: 'Routes call the service.' },
  ...featureZones('api', ['./index.ts']),
  ...featureZones('miniapp', ['./index.ts']),
]

// no-restricted-imports: each kind of file gets the sum of its bans, because a later entry replaces an earlier one.
const SIGNING = ['sign', 'verify', 'createSign', 'createVerify', 'webcrypto', 'subtle', 'default']
const noTokenLibrary = ['jsonwebtoken', 'jose'].map((name) => ({ name, message: 'Tokens are signed and checked in api/src/platform/tokens only (R2).' }))
const tokensOnly = [
  ...noTokenLibrary,
  ...['node:crypto', 'crypto'].map((name) => ({
    name,
    importNames: SIGNING,
    message: 'Signatures are made and checked in api/src/platform/tokens only (R2).',
  })),
]
const mongooseOnly = [
  { name: 'mongoose', message: 'Only *.model.ts and platform/db know MongoDB.' },
  { name: 'mongodb', message: 'Only *.model.ts and platform/db know MongoDB.' },
]
const noKoa = [{ group: ['koa', 'koa-*', '@koa/*'], message: 'A service knows no HTTP.' }]
const pure = [
  {
    group: ['node:*', 'fs', 'crypto', 'path', 'os', 'koa', 'koa-*', '@koa/*', 'mongoose', 'mongodb', '@tarojs/*', 'react', 'react-*'],
    message: 'shared has no I/O and no framework.',
  },
]
/** What neither the phone nor a stand-in of an outside system has a use for. */
const serverOnly = [...noTokenLibrary, ...mongooseOnly]
const zodMini = [...['zod', 'zod/v4'].map((name) => ({ name, message: "Schemas are written with `import * as z from 'zod/mini'`." }))]
const drawnOnly = [
  { name: '@tarojs/components', allowImportNames: Object.keys(drawn), message: 'The templates know what miniapp/config/components/used.js names (P12).' },
]
const bans = (paths, patterns = []) => ({ 'no-restricted-imports': ['error', { paths: [...zodMini, ...paths], patterns }] })

// no-restricted-syntax, composed the same way.
const ENVIRONMENT = [
  'MemberExpression[object.name="process"][property.name="env"]',
  'MemberExpression[object.name="process"][property.value="env"]',
  'MemberExpression[object.property.name="process"][property.name="env"]',
  'VariableDeclarator[init.name="process"]',
  'ImportDeclaration[source.value=/^(node:)?process$/]',
].map((selector) => ({ selector, message: 'The environment is read in config.ts.' }))
const CLOCK = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take `now: () => Date`; the clock is built in platform/clock.' },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Take `now: () => Date`; the clock is built in platform/clock.',
  },
]
const SIGNATURES = [
  'CallExpression[callee.object.name=/^(crypto|nodeCrypto)$/][callee.property.name=/^(sign|verify|createSign|createVerify)$/]',
  'MemberExpression[property.name="subtle"]',
  'ImportExpression[source.value=/^(jsonwebtoken|jose|(node:)?crypto)$/]',
].map((selector) => ({ selector, message: 'Signatures are made and checked in api/src/platform/tokens only (R2).' }))
const LATE_LIBRARIES = [
  { selector: 'ImportExpression[source.value=/^(jsonwebtoken|jose|mongoose|mongodb)$/]', message: 'Tokens and MongoDB are the API’s alone (R2).' },
]
const WORDS = [
  'JSXText[value=/\\p{L}{2}/u]',
  'JSXAttribute[name.name=/^(label|title|placeholder|help|text|alt|aria-label)$/] > Literal[value=/\\p{L}{2}/u]',
  'Literal[value=/[\\u3400-\\u9fff]/]',
  'TemplateElement[value.raw=/[\\u3400-\\u9fff]/]',
].map((selector) => ({ selector, message: 'What people read lives in copy.ts.' }))
const TEST_HABITS = [
  { selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]', message: 'No test is switched off.' },
  { selector: 'CallExpression[callee.name="setTimeout"] > Literal[value>=100]', message: 'A test never sleeps: move the clock.' },
]
/** The attributes that the mini-programs' templates carry; any other would go nowhere, without a word. The host's Button is imported as HostButton. */
const camel = (name) => name.replace(/^bind/, 'on').replace(/(?<!^aria)-(\w)/g, (_, letter) => letter.toUpperCase())
const ATTRIBUTES = Object.entries({ ...drawn, Button: [], HostButton: drawn.Button })
  .filter(([, attributes]) => attributes.length > 0)
  .map(([component, attributes]) => ({
    selector: `JSXOpeningElement[name.name="${component}"] > JSXAttribute:not([name.name=/^(key|ref|id|className|style|onClick|${attributes.map(camel).join('|')})$/])`,
    message: `${component} has no such attribute in the templates: miniapp/config/components/used.js (P12).`,
  }))
const syntax = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] })

export default tseslint.config(
  { ignores: ['**/node_modules/**', '**/dist/**', '**/coverage/**', '.cache/**', '.data/**', '**/*.cjs', '**/*.js'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.base,
  {
    files: [...SOURCES, 'scripts/**/*.mjs', 'e2e/**/*.mjs', 'test/**/*.mjs'],
    plugins: { 'import-x': flatConfigs.recommended.plugins['import-x'] },
    settings: {
      // Without these no-cycle stays silent on TypeScript.
      ...flatConfigs.typescript.settings,
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          project: ['shared', 'api', 'mock', 'miniapp'].map((name) => `${root}${name}/tsconfig.json`),
          noWarnOnMultipleProjects: true,
        }),
      ],
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      'import-x/no-restricted-paths': ['error', { basePath: root, zones }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-asserted-optional-chain': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      'no-empty': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: SOURCES, ignores: TESTS, rules: { 'max-lines': ['error', 400] } },
  {
    files: ['{shared,api,mock}/src/**/*.ts'],
    ignores: [...TESTS, '**/migrations/**'],
    rules: { 'import-x/no-default-export': 'error', 'no-console': 'error' },
  },

  { files: ['shared/src/**/*.ts'], ignores: TESTS, rules: { ...bans(noTokenLibrary, pure), ...syntax(ENVIRONMENT, CLOCK, SIGNATURES, LATE_LIBRARIES) } },

  { files: ['api/src/**/*.ts'], ignores: TESTS, rules: { ...bans([...tokensOnly, ...mongooseOnly]), ...syntax(ENVIRONMENT, CLOCK, SIGNATURES) } },
  { files: ['api/src/**/*.service.ts'], ignores: TESTS, rules: bans([...tokensOnly, ...mongooseOnly], noKoa) },
  { files: ['api/src/**/*.model.ts', 'api/src/platform/db/**/*.ts'], ignores: TESTS, rules: bans(tokensOnly) },
  { files: ['api/src/platform/tokens/**/*.ts'], ignores: TESTS, rules: { ...bans(mongooseOnly), ...syntax(ENVIRONMENT, CLOCK) } },
  { files: ['api/src/platform/tokens/**/*.model.ts'], ignores: TESTS, rules: bans([]) },
  { files: ['api/src/platform/clock/**/*.ts'], ignores: TESTS, rules: syntax(ENVIRONMENT, SIGNATURES) },
  { files: ['api/src/**/config.ts'], ignores: TESTS, rules: syntax(CLOCK, SIGNATURES) },

  { files: ['mock/src/**/*.ts'], ignores: TESTS, rules: { ...bans(serverOnly), ...syntax(LATE_LIBRARIES) } },
  { files: ['mock/src/**/*.ts'], ignores: [...TESTS, '**/config.ts'], rules: syntax(ENVIRONMENT, LATE_LIBRARIES) },

  {
    files: ['miniapp/{src,test}/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: { ...bans([...drawnOnly, ...serverOnly]), 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  // app.config.ts is read by Taro at build time, the one place of the phone that may ask for the environment (KIT).
  { files: ['miniapp/src/**/*.ts'], ignores: [...TESTS, 'miniapp/src/app.config.ts'], rules: syntax(ENVIRONMENT, LATE_LIBRARIES) },
  { files: ['miniapp/src/**/*.tsx'], ignores: TESTS, rules: syntax(WORDS, ENVIRONMENT, ATTRIBUTES, LATE_LIBRARIES) },

  { files: ['{shared,api,mock,miniapp}/**/*.test.{ts,tsx}'], rules: { ...syntax(TEST_HABITS), '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['{shared,api,mock}/src/**/{utils,util,helpers,helper,common,misc}{,/**,.ts}', 'miniapp/src/**/{utils,util,helpers,helper,misc}{,/**,.ts,.tsx}'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'Program', message: 'A function lives with its subject; there is no such folder here.' }] },
  },
)

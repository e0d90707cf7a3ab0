// Plants one violation of each architectural rule in the tree, lints it, and fails when the rule stays silent.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'

const root = fileURLToPath(new URL('..', import.meta.url))
const mark = 'zz-lint-proof'

/** @type {{ title: string, rule: string, file: string, code: string, besides?: Record<string, string>, silent?: boolean }[]} */
const PLANTS = [
  {
    title: 'an import cycle in TypeScript',
    rule: 'import-x/no-cycle',
    file: `api/src/features/${mark}/first.ts`,
    code: "import { second } from './second'\nexport const first = (): number => second()\n",
    besides: { [`api/src/features/${mark}/second.ts`]: "import { first } from './first'\nexport const second = (): number => first()\n" },
  },
  {
    title: 'a cycle through the workspace package @zsb/shared',
    rule: 'import-x/no-cycle',
    file: `shared/src/${mark}/index.ts`,
    code: "import { other } from './other'\nexport const one = (): number => other()\n",
    besides: { [`shared/src/${mark}/other.ts`]: `import { one } from '@zsb/shared/${mark}'\nexport const other = (): number => one()\n` },
  },
  {
    title: 'the API importing the mocks',
    rule: 'import-x/no-restricted-paths',
    file: `api/src/features/${mark}/zone.ts`,
    code: `import { thing } from '../../../../mock/src/${mark}/thing'\nexport const zone = thing\n`,
    besides: { [`mock/src/${mark}/thing.ts`]: 'export const thing = 1\n' },
  },
  ...[
    ['shared', 'api'],
    ['miniapp', 'api'],
    ['miniapp', 'mock'],
    ['mock', 'api'],
    ['mock', 'miniapp'],
    ['api', 'miniapp'],
  ].map(([from, to]) => ({
    title: `${from} importing ${to}`,
    rule: 'import-x/no-restricted-paths',
    file: `${from}/src/${mark}/to-${to}.ts`,
    code: `import { thing } from '../../../${to}/src/${mark}/thing'\nexport const there = thing\n`,
    besides: { [`${to}/src/${mark}/thing.ts`]: 'export const thing = 1\n' },
  })),
  {
    title: 'ui importing a feature',
    rule: 'import-x/no-restricted-paths',
    file: `miniapp/src/ui/${mark}/up.ts`,
    code: `import { words } from '../../features/${mark}/words'\nexport const up = words\n`,
    besides: { [`miniapp/src/features/${mark}/words.ts`]: 'export const words = 1\n' },
  },
  {
    title: 'the platform importing a feature',
    rule: 'import-x/no-restricted-paths',
    file: `api/src/platform/${mark}/up.ts`,
    code: `import { thing } from '../../features/${mark}'\nexport const up = thing\n`,
    besides: { [`api/src/features/${mark}/index.ts`]: 'export const thing = 1\n' },
  },
  {
    title: 'a feature reaching past another feature’s index.ts',
    rule: 'import-x/no-restricted-paths',
    file: `api/src/features/${mark}-b/inside.ts`,
    code: `import { secret } from '../${mark}/inner'\nexport const inside = secret\n`,
    besides: { [`api/src/features/${mark}/inner.ts`]: 'export const secret = 1\n' },
  },
  {
    title: 'a feature entering another by its index.ts',
    rule: 'import-x/no-restricted-paths',
    file: `api/src/features/${mark}-b/door.ts`,
    code: `import { thing } from '../${mark}'\nexport const door = thing\n`,
    silent: true,
  },
  {
    title: 'a service importing a model',
    rule: 'import-x/no-restricted-paths',
    file: `api/src/features/${mark}/${mark}.service.ts`,
    code: `import { Model } from './${mark}.model'\nexport const use = Model\n`,
    besides: { [`api/src/features/${mark}/${mark}.model.ts`]: 'export const Model = 1\n' },
  },
  {
    title: 'the phone’s platform importing a feature',
    rule: 'import-x/no-restricted-paths',
    file: `miniapp/src/platform/${mark}/up.ts`,
    code: `import { words } from '../../features/${mark}/words'\nexport const up = words\n`,
    besides: { [`miniapp/src/features/${mark}/words.ts`]: 'export const words = 1\n' },
  },
  {
    title: 'a service importing koa',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/http.service.ts`,
    code: "import type { Context } from 'koa'\nexport type C = Context\n",
  },
  {
    title: 'shared importing node:',
    rule: 'no-restricted-imports',
    file: `shared/src/${mark}/io.ts`,
    code: "import { readFileSync } from 'node:fs'\nexport const io = readFileSync\n",
  },
  {
    title: 'jsonwebtoken outside platform/tokens',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/jwt.ts`,
    code: "import jwt from 'jsonwebtoken'\nexport const t = jwt.decode\n",
  },
  {
    title: 'crypto.verify outside platform/tokens',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/verify.ts`,
    code: "import { verify } from 'node:crypto'\nexport const v = verify\n",
  },
  {
    title: 'a star import of crypto, which could verify',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/star.ts`,
    code: "import * as c from 'node:crypto'\nexport const v = c.verify\n",
  },
  {
    title: 'jose outside platform/tokens',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/jose.ts`,
    code: "import { jwtVerify } from 'jose'\nexport const t = jwtVerify\n",
  },
  {
    title: 'webcrypto, which could verify',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/web.ts`,
    code: "import { webcrypto } from 'node:crypto'\nexport const w = webcrypto\n",
  },
  ...['jsonwebtoken', 'node:crypto'].map((name) => ({
    title: `import('${name}') outside platform/tokens`,
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/late-${name.replace(':', '-')}.ts`,
    code: `export const late = () => import('${name}')\n`,
  })),
  {
    title: 'crypto.subtle outside platform/tokens',
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/subtle.ts`,
    code: 'export const s = globalThis.crypto.subtle\n',
  },
  {
    title: 'crypto.subtle in shared',
    rule: 'no-restricted-syntax',
    file: `shared/src/${mark}/subtle.ts`,
    code: 'export const s = globalThis.crypto.subtle\n',
  },
  ...['shared', 'mock', 'miniapp'].flatMap((workspace) =>
    ['jsonwebtoken', 'jose', 'mongoose', 'mongodb'].flatMap((name) => [
      {
        title: `${name} in ${workspace}`,
        rule: 'no-restricted-imports',
        file: `${workspace}/src/${mark}/${name}.ts`,
        code: `import * as it from '${name}'\nexport const thing = it\n`,
      },
      {
        title: `import('${name}') in ${workspace}`,
        rule: 'no-restricted-syntax',
        file: `${workspace}/src/${mark}/late-${name}.ts`,
        code: `export const late = () => import('${name}')\n`,
      },
    ]),
  ),
  {
    title: 'crypto.sign in a stand-in, which signs as its partner does',
    rule: 'no-restricted-imports',
    file: `mock/src/${mark}/partner.ts`,
    code: "import { sign } from 'node:crypto'\nexport const s = sign\n",
    silent: true,
  },
  {
    title: 'crypto.createHash anywhere',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/hash.ts`,
    code: "import { createHash } from 'node:crypto'\nexport const h = createHash\n",
    silent: true,
  },
  {
    title: 'jsonwebtoken inside platform/tokens',
    rule: 'no-restricted-imports',
    file: `api/src/platform/tokens/${mark}.ts`,
    code: "import jwt from 'jsonwebtoken'\nexport const t = jwt.decode\n",
    silent: true,
  },
  {
    title: 'mongoose outside *.model.ts',
    rule: 'no-restricted-imports',
    file: `api/src/features/${mark}/${mark}.store.ts`,
    code: "import mongoose from 'mongoose'\nexport const m = mongoose\n",
  },
  {
    title: 'process.env outside config.ts',
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/env.ts`,
    code: 'export const port = process.env.PORT\n',
  },
  ...["process['env']", 'globalThis.process.env'].map((spelling, i) => ({
    title: `${spelling} outside config.ts`,
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/env-spelt-${i}.ts`,
    code: `export const port = ${spelling}.PORT\n`,
  })),
  { title: 'env taken out of process', rule: 'no-restricted-syntax', file: `api/src/features/${mark}/env-of.ts`, code: 'export const { env } = process\n' },
  {
    title: 'env imported from node:process',
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/env-from.ts`,
    code: "import { env } from 'node:process'\nexport const port = env.PORT\n",
  },
  { title: 'process.env in a mock', rule: 'no-restricted-syntax', file: `mock/src/${mark}/env.ts`, code: 'export const port = process.env.PORT\n' },
  {
    title: 'new Date() outside platform/clock',
    rule: 'no-restricted-syntax',
    file: `api/src/features/${mark}/clock.ts`,
    code: 'export const at = () => new Date()\n',
  },
  { title: 'Date.now() in shared', rule: 'no-restricted-syntax', file: `shared/src/${mark}/clock.ts`, code: 'export const at = () => Date.now()\n' },
  {
    title: 'Chinese text in JSX',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/features/${mark}/Screen.tsx`,
    code: "import { View } from '@tarojs/components'\nexport const Screen = () => <View>亮证</View>\n",
  },
  {
    title: 'a component that the templates do not know',
    rule: 'no-restricted-imports',
    file: `miniapp/src/features/${mark}/Scroll.tsx`,
    code: "import { ScrollView } from '@tarojs/components'\nexport const Scroll = () => <ScrollView />\n",
  },
  {
    title: 'an attribute that the templates do not know',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/features/${mark}/Touch.tsx`,
    code: "import { View } from '@tarojs/components'\nexport const Touch = () => <View onTouchMove={() => undefined} />\n",
  },
  {
    title: 'attributes that the templates know',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/features/${mark}/Known.tsx`,
    code: 'import { View } from \'@tarojs/components\'\nexport const Known = () => <View id="a" hoverClass="none" aria-label="" onClick={() => undefined} />\n',
    silent: true,
  },
  {
    title: 'process.env on the phone',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/platform/${mark}/env.ts`,
    code: 'export const kit = process.env.KIT\n',
  },
  {
    title: 'English text in JSX',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/features/${mark}/English.tsx`,
    code: "import { Text } from '@tarojs/components'\nexport const Screen = () => <Text>Verify</Text>\n",
  },
  {
    title: 'an English label in JSX',
    rule: 'no-restricted-syntax',
    file: `miniapp/src/features/${mark}/EnglishLabel.tsx`,
    code: "import { Button } from '@/ui'\nexport const Screen = () => <Button label='Verify' />\n",
  },
  { title: 'a Chinese string in a .tsx', rule: 'no-restricted-syntax', file: `miniapp/src/features/${mark}/Label.tsx`, code: "export const label = '核验'\n" },
  { title: 'any', rule: '@typescript-eslint/no-explicit-any', file: `shared/src/${mark}/any.ts`, code: 'export const thing = (value: any) => value\n' },
  { title: 'a test switched off', rule: 'no-restricted-syntax', file: `shared/src/${mark}/off.test.ts`, code: "it.skip('x', () => {})\n" },
  { title: 'a folder called utils', rule: 'no-restricted-syntax', file: `shared/src/${mark}/utils/index.ts`, code: 'export const x = 1\n' },
]

/** Every folder or file a plant makes, for the clean-up. */
const planted = [
  'api/src',
  'api/src/features',
  'api/src/platform',
  'shared/src',
  'mock/src',
  'miniapp/src',
  'miniapp/src/features',
  'miniapp/src/platform',
  'miniapp/src/ui',
].flatMap((dir) => [join(root, dir, mark), join(root, dir, `${mark}-b`)])
planted.push(join(root, `api/src/platform/tokens/${mark}.ts`))
const clear = () => planted.forEach((path) => rmSync(path, { recursive: true, force: true }))
process.once('exit', clear)
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

function plant(file, code) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), code)
}

clear()
for (const { file, code, besides = {} } of PLANTS) {
  plant(file, code)
  for (const [name, text] of Object.entries(besides)) plant(name, text)
}
const results = await new ESLint({ cwd: root }).lintFiles(PLANTS.map(({ file }) => file))
let passed = 0
for (const { title, rule, file, silent = false } of PLANTS) {
  const messages = results.find(({ filePath }) => filePath === join(root, file))?.messages ?? []
  const reported = messages.some(({ ruleId, severity }) => ruleId === rule && severity === 2)
  const right = reported !== silent
  if (right) passed++
  else
    console.error(
      `✗ ${title}: ${rule} ${silent ? 'reports what is allowed' : 'said nothing'}${messages.map((message) => `\n    ${message.ruleId}: ${message.message}`).join('')}`,
    )
}
console.log(`lint-proof: ${passed} passed, ${PLANTS.length - passed} failed`)
process.exitCode = passed === PLANTS.length ? 0 : 1

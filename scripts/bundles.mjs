// What a built mini-app must not carry (R28), and where devtools look for it.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './bootstrap.mjs'

const TEXTS = /\.(?:js|json|html|css|wxml|axml|wxss|acss|wxs|sjs|map)$/

/** Names under which the API is given its secrets, and the demo's own values for them: api/src/config.ts and the demo people. */
function secretWords() {
  const config = readFileSync(join(root, 'api/src/config.ts'), 'utf8')
  const names = [...config.matchAll(/^ {2}([A-Z](?:_?[A-Z])*_(?:KEY|SECRET)): /gm)].map(([, name]) => name)
  const values = [...config.matchAll(/^ {2}[A-Z_]+: '(demo-[^']+)',$/gm)].map(([, value]) => value)
  const { staffPassword } = JSON.parse(readFileSync(join(root, 'api/content/demo/people.json'), 'utf8'))
  if (names.length < 5 || values.length < 5 || !staffPassword) throw new Error('api/src/config.ts no longer says which values are secret')
  return [...new Set([...names, ...values, staffPassword, 'session_key'])]
}

/** What a private key looks like, as PEM or as JWK. */
const KEYS = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /"kty"\s*:\s*"(?:EC|RSA|OKP)"[^}]*"d"\s*:/, /"d"\s*:\s*"[\w-]{43}"/]

/** @param {string} text @returns {string[]} what in it is a secret */
export function secretsIn(text) {
  return [...secretWords().filter((word) => text.includes(word)), ...KEYS.filter((key) => key.test(text)).map(() => 'a private key')]
}

/** @param {string} folder a built app @returns {string[]} one sentence for each file with a secret in it */
export function secretsBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && TEXTS.test(item.name))
    .map((item) => join(item.parentPath, item.name))
    .flatMap((file) => secretsIn(readFileSync(file, 'utf8')).map((found) => `${relative(root, file)}: ${found}`))
}

/** WeChat's devtools open the repository's root: project.config.json must lead to an app. @returns {string[]} */
export function projectProblems() {
  const { miniprogramRoot = '' } = JSON.parse(readFileSync(join(root, 'project.config.json'), 'utf8'))
  return existsSync(join(root, miniprogramRoot, 'app.json')) ? [] : [`project.config.json: no app.json in ${miniprogramRoot}`]
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findNestedQuantifier, regexesOf } from '../scripts/regexes.mjs'

const root = new URL('..', import.meta.url)
const list = (...globs) =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', ...globs], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
const read = (file) => readFileSync(new URL(file, root), 'utf8')
/** Patterns that are data: formats of identity documents. */
const patternsOf = (file) =>
  [JSON.parse(read(file)).pattern].filter((pattern) => typeof pattern === 'string').map((pattern) => ({ line: 1, pattern, flags: '' }))

describe('regular expressions', () => {
  it.each(['(a+)+', '(?:[a-z]*)*$', '([\\w-]+\\.?)+@', '(x(y*)z)*', '(?:a|b{2,})+'])('R26: %s repeats what repeats', (pattern) => {
    expect(findNestedQuantifier(pattern)).not.toBeNull()
  })
  it.each(['a+b*', '(?:ab){2,4}', '(?:\\d{2}){3}', '[a-z]+(?:-x)?', '(?=a+)b+'])('R26: %s does not', (pattern) => {
    expect(findNestedQuantifier(pattern)).toBeNull()
  })
  it('R26: literals and RegExp calls of a source are found with their lines', () => {
    const text = "const a = /(a+)+/u\nconst b = new RegExp('(b*)*', 'i')\nconst c = 1 / 2 / 3\n"
    expect(regexesOf('x.ts', text)).toEqual([
      { line: 1, pattern: '(a+)+', flags: 'u' },
      { line: 2, pattern: '(b*)*', flags: 'i' },
    ])
  })
  it('R26: no regular expression of the repository nests its quantifiers', () => {
    // What stands below e2e reads nothing but our own builds; this file plants bad ones.
    const sources = list('*.ts', '*.tsx', '*.mjs', '*.js', '*.cjs').filter((file) => !file.startsWith('e2e/') && file !== 'test/regexes.test.mjs')
    const all = [
      ...sources.flatMap((file) => regexesOf(file, read(file)).map((regex) => ({ file, ...regex }))),
      ...list('api/content/identity-documents/*.json').flatMap((file) => patternsOf(file).map((regex) => ({ file, ...regex }))),
    ]
    expect(all.length).toBeGreaterThan(200)
    expect(all.flatMap(({ file, line, pattern, flags }) => (findNestedQuantifier(pattern, flags) === null ? [] : [`${file}:${line} /${pattern}/`]))).toEqual([])
  })
})

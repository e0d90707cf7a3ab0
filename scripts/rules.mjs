// Security rule → tests. A rule of this list without a passing test fails the run.
const REQUIRED = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 28, 29, 30, 31, 32]

/**
 * @param {{ name: string, file: string }[]} tests that passed
 * @returns {Map<number, { tests: number, files: Set<string> }>}
 */
export function testsByRule(tests) {
  const rules = new Map(REQUIRED.map((rule) => [rule, { tests: 0, files: new Set() }]))
  for (const { name, file } of tests) {
    for (const rule of new Set([...name.matchAll(/\bR(\d{1,2})\b/g)].map((match) => Number(match[1])))) {
      const row = rules.get(rule) ?? { tests: 0, files: new Set() }
      row.tests++
      row.files.add(file)
      rules.set(rule, row)
    }
  }
  return rules
}

/** @returns {number[]} required rules that no passing test names */
export const rulesWithoutTest = (rules) => REQUIRED.filter((rule) => rules.get(rule)?.tests === 0)

export function printRules(rules) {
  console.log('\nrule   tests  where')
  for (const [rule, { tests, files }] of [...rules].sort(([a], [b]) => a - b)) {
    const names = [...files].sort()
    console.log(
      `R${String(rule).padEnd(5)} ${String(tests).padStart(5)}  ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`,
    )
  }
}

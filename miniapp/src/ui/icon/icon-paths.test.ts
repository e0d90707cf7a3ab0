/** @jest-environment node */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ICON_NAMES } from './icon-names'

it('icon paths are what miniapp/scripts/icons.mjs makes of lucide-static', () => {
  const script = path.resolve(__dirname, '../../../scripts/icons.mjs')
  const made = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { iconPathsSource } from ${JSON.stringify(script)}; process.stdout.write(iconPathsSource(${JSON.stringify(ICON_NAMES)}))`,
    ],
    { encoding: 'utf8' },
  )
  expect(readFileSync(path.join(__dirname, 'icon-paths.ts'), 'utf8')).toBe(made)
})

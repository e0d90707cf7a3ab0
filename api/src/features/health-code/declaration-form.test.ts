import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf, Form } from '@zsb/shared/form'
import * as z from 'zod/mini'

const ROOT = join(__dirname, '../../../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
/** Those of GB/T 38962 that domain.md §8 has, and what is said of a field that is in neither. */
const GROUPS = ['personal base', 'personal health', 'none known', 'none']

it('every field of 健康申报 says to which group of GB/T 38962 it belongs, and the table names no other', () => {
  const form = z.parse(Form, JSON.parse(read('api/content/forms/healthDeclaration.json')))
  const rows = [...read('docs/decisions/0022-the-health-code-is-off.md').matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, code, group]) => [
    code,
    group!.trim(),
  ])
  expect(rows.map(([code]) => code)).toEqual(fieldsOf(form).map(({ code }) => code))
  expect(rows.filter(([, group]) => !GROUPS.includes(group!))).toEqual([])
})

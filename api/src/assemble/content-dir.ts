import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The content of the repository, beside the sources. */
export const contentDir = join(__dirname, '../../content')

/** Every JSON file of a content folder, by name. */
export function readFolder(name: string): unknown[] {
  const dir = join(contentDir, name)
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(dir, file), 'utf8')) as unknown)
}

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentFile } from './content.service'

const FOLDERS = {
  'licence-types': 'licenceType',
  scenes: 'scene',
  'relying-parties': 'relyingParty',
  'identity-documents': 'identityDocument',
  libraries: 'libraryMap',
  'service-items': 'serviceItem',
  forms: 'form',
  'work-calendars': 'workCalendar',
} as const

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** The content files of the repository. */
export function readContentFiles(dir: string): ContentFile[] {
  return Object.entries(FOLDERS).flatMap(([folder, kind]) =>
    readdirSync(join(dir, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ kind, name: `${folder}/${name}`, raw: readJson(join(dir, folder, name)) })),
  )
}

/** Permissions and rate limits, by file name. */
export const readAccessFile = (dir: string, name: 'permissions' | 'rate-limits' | 'retention'): unknown => readJson(join(dir, 'access', `${name}.json`))

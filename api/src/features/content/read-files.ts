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
  'rating-schemes': 'ratingScheme',
  'answer-times': 'answerTime',
  commitments: 'commitment',
  papers: 'paper',
  bundles: 'bundle',
  'health-rules': 'healthRule',
  'health-care': 'healthCare',
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

/** Who may what, how often, and what is kept for how long, by file name. */
type AccessFile = 'permissions' | 'rate-limits' | 'retention'
export const readAccessFile = (dir: string, name: AccessFile): unknown => readJson(join(dir, 'access', `${name}.json`))

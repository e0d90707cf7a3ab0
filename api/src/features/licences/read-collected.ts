import type { LicenceField, LicenceType } from '@zsb/shared/licence'
import type { LibraryMap } from '../content'
import { toDay, type CollectedLicence } from './adapters/library'
import type { LicenceContent, LicenceSeal } from './licence-seal'

/** What a library calls 长期: no end. */
const OPEN_END = { zh: '长期' }

/** A state of the library in the type's own word. One we have no word for stays recognisable and counts as 状态不明. */
export const stateOf = (raw: string, map: Pick<LibraryMap, 'states'>): string => map.states[raw] ?? `?${raw}`.slice(0, 40)

function valueOfItem({ text, field, part, map }: { text: string; field: LicenceField; part: string | undefined; map: LibraryMap }): string {
  if (part === 'time') return /\d{2}:\d{2}/.exec(text.slice(10))?.[0] ?? ''
  const known = map.values[field.code]?.[text]
  if (known !== undefined) return known
  switch (field.kind) {
    case 'date':
      return toDay(text) ?? (text === '' ? '' : OPEN_END.zh)
    case 'photo':
      return text === '' || text.startsWith('data:image/') ? text : `data:image/png;base64,${text}`
    default:
      return text
  }
}

/** 信息项 of the library under the type's field codes. Only fields the type knows are kept: a new column cannot come in by accident. */
export function readItems({ items, type, map }: { items: Readonly<Record<string, string>>; type: LicenceType; map: LibraryMap }): Record<string, string> {
  const fields: Record<string, string> = {}
  const known = new Map(type.fields.filter(({ kind }) => kind !== 'derived').map((field) => [field.code, field]))
  for (const [name, text] of Object.entries(items)) {
    for (const target of map.items[type.code]?.[name] ?? map.items['*']?.[name] ?? [name]) {
      const [code = '', part] = target.split(':')
      const field = known.get(code)
      const value = field && valueOfItem({ text, field, part, map })
      if (value) fields[code] = value.normalize('NFC')
    }
  }
  return fields
}

/** The content of a collected licence in the words of its type. */
export function readContent({
  licence,
  type,
  map,
  seal,
}: {
  licence: CollectedLicence
  type: LicenceType
  map: LibraryMap
  seal: Pick<LicenceSeal, 'holderIndex'>
}): LicenceContent {
  const fields = readItems({ items: licence.items, type, map })
  const { numberField } = type.display
  const hasIssuer = type.fields.some(({ code }) => code === 'issuer')
  return {
    fields: { ...(hasIssuer && licence.issuer && { issuer: licence.issuer }), ...fields, [numberField]: fields[numberField] ?? licence.number },
    members: licence.members.map((member) => ({ index: seal.holderIndex(member), fields: readItems({ items: member.items, type, map }) })),
  }
}

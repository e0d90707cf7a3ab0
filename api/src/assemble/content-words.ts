import type { ContentService } from '../features/content'
import type { LedgerWords } from '../features/ledger'

const OWN = { zh: '本人', en: 'Yourself' }
const GONE = { zh: '已停用', en: 'No longer in use' }

/** Words for the codes that records keep, from the content that is published now. */
export function createContentWords(content: ContentService): LedgerWords & { library: (code: string) => { zh: string; en: string } } {
  return {
    library: (code) => {
      const library = content.libraryMap(code)
      return library ? { zh: library.zh, en: library.en } : GONE
    },
    licence: (typeCode) => {
      const type = content.licenceType(typeCode)
      return type ? { zh: type.zh, en: type.en } : GONE
    },
    fields: (typeCode, fields) => {
      const known = content.licenceType(typeCode)?.fields ?? []
      return fields.map((code) => {
        const field = known.find((candidate) => candidate.code === code)
        return { code, zh: field?.zh ?? code, en: field?.en ?? code }
      })
    },
    relyingParty: (code) => {
      if (code === '') return OWN
      const party = content.relyingParty(code)
      return party ? { zh: party.zh, en: party.en } : GONE
    },
    scene: (code) => {
      if (code === '') return OWN
      const scene = content.scene(code)
      return scene ? { zh: scene.zh, en: scene.en } : GONE
    },
    purpose: (sceneCode, purposeCode) => {
      const purpose = content.scene(sceneCode)?.purposes.find((candidate) => candidate.code === purposeCode)
      return purpose ? { zh: purpose.zh, en: purpose.en } : OWN
    },
  }
}

import type { SensitivePurpose } from '@zsb/shared/privacy'
import type { DocumentKey, LicenceLibrary } from './adapters/library'
import type { ConsentGate, FindConsent } from './consent-gate'
import type { LicenceSeal } from './licence-seal'
import type { CollectionStore, LicenceStore } from './licences.store'
import type { MergeService } from './merge.service'

interface Parts {
  store: Pick<LicenceStore, 'listOfLibrary'>
  collections: Pick<CollectionStore, 'forget' | 'subjectsOf'>
  libraries: readonly LicenceLibrary[]
  seal: Pick<LicenceSeal, 'holderIndex'>
  merging: Pick<MergeService, 'forget'>
  gate: Pick<ConsentGate, 'purposeOf'>
  findConsent: FindConsent
  documentsOf: (subjectId: string) => Promise<DocumentKey[]>
}

/**
 * What a withdrawn consent covered is no longer held 撤回后删除 (个人信息保护法 art. 47): hidden it is from the moment of the withdrawal,
 * since every read asks for the consent. A licence that others hold as well stays for them. May run twice; a consent given anew
 * meanwhile keeps everything.
 */
export function createForgetCollected({ store, collections, libraries, seal, merging, gate, findConsent, documentsOf }: Parts) {
  return async ({ subjectId, purpose }: { subjectId: string; purpose: SensitivePurpose | null }): Promise<void> => {
    if (!purpose || (await findConsent({ personId: subjectId, purpose }))) return
    const covered = libraries.filter(({ code }) => purpose === 'childData' || gate.purposeOf(code) === purpose)
    const indexes = (await documentsOf(subjectId)).map(seal.holderIndex)
    for (const { code: library } of covered) for (const holderIndex of indexes) await forgetOne({ holderIndex, library, indexes })
  }

  async function forgetOne({ holderIndex, library, indexes }: { holderIndex: string; library: LicenceLibrary['code']; indexes: readonly string[] }) {
    for (const licence of await store.listOfLibrary({ index: holderIndex, library })) {
      // A document nobody of ours was ever gathered under, such as the certificate number of a child, is nobody else's.
      const others = licence.walletOf.filter((index) => !indexes.includes(index))
      const isTheirsAlone = others.length === 0 || (await collections.subjectsOf(others)).length === 0
      if (isTheirsAlone && !(await merging.forget(licence))) throw new Error('a licence kept changing while it was to be forgotten')
    }
    await collections.forget({ holderIndex, library })
  }
}

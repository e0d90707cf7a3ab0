import { fillCommitment, GAP_COMMITMENT, type ApplicationView, type SubmitApplication } from '@zsb/shared/application'
import type { ServiceItem } from '@zsb/shared/service-item'
import type { FieldProblem } from '../../platform/http/app-error'
import type { ContentService } from '../content'
import type { ApplicationRecord } from './applications.store'

/** What an applicant has committed himself to bring later 容缺承诺, with the version of the words he agreed to, `gap@1`. */
export interface StoredPromise {
  materials: string[]
  commitment: string
  agreedAt: Date
}

type Item = Pick<ServiceItem, 'zh' | 'en' | 'materials' | 'clocks'>
type Later = NonNullable<SubmitApplication['later']>
interface Promising {
  item: Item
  later: Later | undefined
  chosen: SubmitApplication['materials']
  at: Date
}
/** The promise as it is kept, and its words for the receipt; or what is wrong with it, at its materials. */
interface ReadPromise {
  promise: StoredPromise | null
  words: { zh: string; en: string } | null
  problems: FieldProblem[]
}

const NOT_LATER = { zh: '这份材料不能后补，请现在提供', en: 'This material cannot follow later; please provide it now' }
const NEW_WORDS = { zh: '承诺书有了新版本，请重新看一遍再同意', en: 'The commitment has a new version; please read it again and agree' }

/** Materials that were promised and have not come in any way. */
export const stillPromised = ({ later, materials }: Pick<ApplicationRecord, 'later' | 'materials'>): string[] =>
  (later?.materials ?? []).filter((code) => !materials.some((taken) => taken.code === code))

export type GapPromises = ReturnType<typeof createGapPromises>

/** 容缺承诺: what is offered with a draft, and what is made of an applicant's yes. Only secondary materials of an item that allows it may follow. */
export function createGapPromises(content: Pick<ContentService, 'commitment'>) {
  function offer({ clocks, zh, en }: Item): ApplicationView['gapOffer'] {
    const known = content.commitment(GAP_COMMITMENT)
    if (!known || clocks.gapDays === null) return null
    return { commitment: fillCommitment(known, { item: { zh, en }, days: clocks.gapDays }), version: known.version, days: clocks.gapDays }
  }

  function read({ item, later, chosen, at }: Promising): ReadPromise {
    if (!later) return { promise: null, words: null, problems: [] }
    const offered = offer(item)
    const problems = later.materials.flatMap((code) => {
      const material = item.materials.find((each) => each.code === code)
      const mayFollow = offered && material?.secondary && material.need === 'always' && !chosen.some((each) => each.code === code)
      if (!mayFollow) return [{ pointer: `/materials/${code}`, ...NOT_LATER }]
      return offered.version === later.commitment ? [] : [{ pointer: `/materials/${code}`, ...NEW_WORDS }]
    })
    const promise = { materials: [...new Set(later.materials)], commitment: `${GAP_COMMITMENT}@${later.commitment}`, agreedAt: at }
    return { promise, words: offered?.commitment ?? null, problems }
  }

  return { offer, read }
}

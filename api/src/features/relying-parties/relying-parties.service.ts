import { allowedFields, mayAsk, type RelyingParty } from '@zsb/shared/relying-party'
import type { CounterPolicy } from '@zsb/shared/verification'
import { AppError } from '../../platform/http/app-error'
import type { Principal } from '../../platform/http/principal'
import type { ContentService } from '../content'

interface Words {
  zh: string
  en: string
}
interface Parts {
  content: Pick<ContentService, 'relyingParty' | 'scene'>
  /** Name of a staff member's counter. Injected: staff knows it. */
  findCounter: (staffId: string) => Promise<Words | null>
}
export type RelyingPartyService = ReturnType<typeof createRelyingPartyService>

/** The register of relying parties 用证单位登记: who may ask for what, where and why. What it does not name is not allowed. */
export function createRelyingPartyService({ content, findCounter }: Parts) {
  const relyingParty = (code: string): RelyingParty | null => content.relyingParty(code)
  const name = (code: string): Words => {
    const party = relyingParty(code)
    return { zh: party?.zh ?? code, en: party?.en ?? code }
  }

  /**
   * What this counter may ask: its scenes with their purposes, nothing of any other.
   * @throws AppError FORBIDDEN for staff who serve no relying party that is active
   */
  async function counterPolicy(principal: Principal): Promise<CounterPolicy> {
    const party = relyingParty(principal.relyingPartyCode ?? '')
    if (!party?.active || !principal.staffId) throw new AppError('FORBIDDEN')
    const counter = await findCounter(principal.staffId)
    return {
      relyingParty: { code: party.code, zh: party.zh, en: party.en },
      counter: counter?.zh ?? '',
      scenes: party.scenes.flatMap(({ scene: sceneCode, purposes }) => {
        const scene = content.scene(sceneCode)
        if (!scene) return []
        const { code, zh, en, identifiesPerson } = scene
        return [{ code, zh, en, identifiesPerson, purposes: scene.purposes.filter((purpose) => purposes.includes(purpose.code)) }]
      }),
    }
  }

  return {
    relyingParty,
    name,
    counterPolicy,
    /** The three functions verification leans on. */
    mayAsk: ({ relyingPartyCode, ...question }: { relyingPartyCode: string; scene: string; purpose: string }) =>
      mayAsk(relyingParty(relyingPartyCode), question),
    allowedFields: ({ relyingPartyCode, ...question }: { relyingPartyCode: string; licenceType: string; scene: string }) =>
      allowedFields(relyingParty(relyingPartyCode), question),
    scene: content.scene,
  }
}

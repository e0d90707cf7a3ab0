import { parseApplicationNumber, parsePickUpCode, saysPickUpCode, type PickUpFound } from '@zsb/shared/application'
import { saysApplicationCode } from '@zsb/shared/window-application'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useKeyFor } from '@/platform/key-for'
import { goTo } from '@/platform/navigate'
import { toApiError, type ApiError } from '@/platform/request'
import { findPickUp, scanAtDesk } from './api'

/** Whether the desk takes a scanned text; licences are left to 核验. */
export const isForDesk = (text: string): boolean => saysApplicationCode(text) || saysPickUpCode(text) || parseApplicationNumber(text) !== null

/**
 * What is scanned or typed at the desk: a code opens the case in the applicant's place, a number in the queue, and a 取件码 the case that is fetched with it.
 */
export function useDeskScan(onCase: (id: string, pickedUp?: { code: string; together?: PickUpFound['together'] }) => void) {
  const [error, fail] = useState<ApiError | null>(null)
  const [working, setWorking] = useState(false)
  const keyFor = useKeyFor()
  const scan = async (text: string): Promise<void> => {
    fail(null)
    setWorking(true)
    try {
      const pickUpCode = parsePickUpCode(text)
      if (pickUpCode !== null) {
        const { applicationId, together } = await findPickUp(pickUpCode)
        return onCase(applicationId, { code: pickUpCode, together })
      }
      const { opens, applicationId } = await scanAtDesk({ text, key: keyFor([text]) })
      if (opens === 'case') onCase(applicationId)
      else goTo(opens === 'jointAtWindow' ? ENTRANCES.windowFillJoint : ENTRANCES.windowFill, { id: applicationId })
    } catch (cause) {
      fail(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  return { scan, error, working }
}

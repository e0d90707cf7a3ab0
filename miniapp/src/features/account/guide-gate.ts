import type { Me } from '@zsb/shared/holder'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useEffect } from 'react'
import { ENTRANCES } from '@/entrances'
import { startAt } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { mePath, meSchema } from './start-api'

/**
 * Leads whoever is signed in and has not agreed to the present 隐私保护指引 to its page: a new version is out, or the answer could not
 * be recorded. On every screen one may begin at.
 */
export function useGuideGate(): void {
  const isCitizen = useSession(({ who }) => who !== null && !STAFF_CAPACITIES.includes(who.capacity))
  const me = useResource<Me>(isCitizen ? mePath : null, { schema: meSchema, asSelf: true })
  const isMissing = isCitizen && me.data?.privacyGuideVersion === null
  useEffect(() => {
    if (isMissing) startAt(ENTRANCES.guide)
  }, [isMissing])
}

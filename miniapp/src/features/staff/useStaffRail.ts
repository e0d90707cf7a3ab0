import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { useSession } from '@/platform/session'
import type { IconName, StaffArea } from '@/ui'
import { staffCopy } from './copy'
import { dutiesOf, type Duty } from './duties'

export type AreaName = 'home' | 'cases' | 'verify' | 'window' | 'complaints' | 'callBacks' | 'licences' | 'content' | 'settings'

/** As many as fit a phone too. */
const MOST = 6
/** Where there are more, those to `spare` are reached from the staff's home. */
const AREAS: readonly { name: AreaName; icon: IconName; page: string; duty?: Duty; spare?: true }[] = [
  { name: 'home', icon: 'house', page: ENTRANCES.staffHome },
  { name: 'cases', icon: 'list-checks', page: ENTRANCES.caseDesk, duty: 'cases' },
  { name: 'verify', icon: 'scan-line', page: ENTRANCES.verify, duty: 'verify' },
  { name: 'window', icon: 'user-round-check', page: ENTRANCES.windowRealName, duty: 'realName' },
  { name: 'complaints', icon: 'message-square-text', page: ENTRANCES.staffComplaints, duty: 'complaints' },
  { name: 'callBacks', icon: 'phone', page: ENTRANCES.callBacks, duty: 'callBacks' },
  { name: 'licences', icon: 'file-text', page: ENTRANCES.licenceChanges, duty: 'changes', spare: true },
  { name: 'content', icon: 'file-text', page: ENTRANCES.content, duty: 'publications' },
  { name: 'settings', icon: 'settings', page: ENTRANCES.staffSettings },
]

/** The rail of a staff page: what this role works with, and where it is now. */
export function useStaffRail(current: AreaName): { areas: readonly StaffArea[]; current: string; initial?: string } {
  const words = useCopy(staffCopy)
  const who = useSession((session) => session.who)
  const duties = dutiesOf(who)
  const own = AREAS.filter(({ page, duty }) => hasPage(page) && (!duty || duties.includes(duty)))
  const shown = own.length > MOST ? own.filter(({ spare }) => !spare) : own
  const areas = shown.map(({ name, icon, page }) => ({
    name,
    label: words.areas[name],
    icon,
    page,
  }))
  return { areas, current, initial: who ? [...who.name][0] : undefined }
}

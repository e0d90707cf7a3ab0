import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { useSession } from '@/platform/session'
import type { StaffArea } from '@/ui'
import { staffCopy } from './copy'

/** The rail of a staff page: what this role works with, and where it is now. */
export function useStaffRail(current: 'verify' | 'complaints' | 'settings'): { areas: readonly StaffArea[]; current: string; initial?: string } {
  const words = useCopy(staffCopy)
  const who = useSession((session) => session.who)
  const verify: StaffArea = { name: 'verify', label: words.areas.verify, icon: 'scan-line', page: ENTRANCES.verify }
  const complaints: StaffArea = { name: 'complaints', label: words.areas.complaints, icon: 'message-square-text', page: ENTRANCES.staffComplaints }
  const settings: StaffArea = { name: 'settings', label: words.areas.settings, icon: 'settings', page: ENTRANCES.staffSettings }
  const areas = who?.capacity === 'supervisor' ? [verify, complaints, settings] : [verify, settings]
  return { areas, current, initial: who ? [...who.name][0] : undefined }
}

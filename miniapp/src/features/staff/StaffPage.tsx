import type { ReactNode } from 'react'
import { ENTRANCES } from '@/entrances'
import { goBackOr, replaceWith } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { useScreenLock } from '@/platform/screen-lock'
import { useSession } from '@/platform/session'
import { Page } from '@/ui'
import { ContestAlarm } from './ContestAlarm'
import { useHearContests } from './contests'
import { hasDuty } from './duties'
import { LockScreen } from './LockScreen'
import { useScannedCode } from './scanned-code'
import { useStaffRail, type AreaName } from './useStaffRail'
import './staff.scss'

interface Props {
  title: string
  area: AreaName
  /** A page below its area, which is left again. */
  back?: boolean
  children: ReactNode
  over?: ReactNode
  actions?: ReactNode
  onReconnect?: () => void
  /** Id of the verification that stands on this screen. */
  shownUse?: string
  /** A page that reads codes itself; true: it took this one. Others lead to 核验. */
  onScan?: (code: string) => boolean
}

/** Every page of staff: the rail, the lock, the scanner that is always listening, and what concerns the counter wherever one is. */
export function StaffPage({ title, area, back = area !== 'home', children, over, actions, onReconnect, shownUse, onScan }: Props) {
  const rail = useStaffRail(area)
  const verifies = useSession((session) => hasDuty(session.who?.capacity, 'verify'))
  const locked = useScreenLock(({ locked: is }) => is)
  const shown = usePageShown()
  useHearContests(shown)
  useKeyboardScanner(
    (code) => {
      if (onScan?.(code) || !verifies) return
      useScannedCode.getState().hand(code)
      if (area !== 'verify') replaceWith(ENTRANCES.verify)
    },
    !locked && (verifies || onScan !== undefined),
  )
  return (
    <Page
      title={title}
      staff={rail}
      leave={back ? 'back' : 'none'}
      onLeave={() => goBackOr(ENTRANCES.staffHome)}
      wide
      over={
        <>
          {over}
          {shown ? <LockScreen /> : null}
        </>
      }
      actions={actions}
      onReconnect={onReconnect}
    >
      <ContestAlarm except={shownUse} />
      {children}
    </Page>
  )
}

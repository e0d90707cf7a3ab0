import { View } from '@tarojs/components'
import { saysPickUpCode } from '@zsb/shared/application'
import { useState, type ReactNode } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { goBackOr, replaceWith } from '@/platform/navigate'
import { usePageShown } from '@/platform/page-shown'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { useScreenLock } from '@/platform/screen-lock'
import { scrollToTop } from '@/platform/scroll'
import { useSession } from '@/platform/session'
import { Banner, Page } from '@/ui'
import { ContestAlarm } from './ContestAlarm'
import { useHearContests } from './contests'
import { staffCopy } from './copy'
import { hasDuty } from './duties'
import { LockScreen } from './LockScreen'
import { useScannedCode, useScannedPickUp } from './scanned-code'
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
  /** A page that reads codes itself; true: it took this one. A 取件码 leads to the cases, others to 核验; where it is not his they are refused loudly. */
  onScan?: (code: string) => boolean
}

/** Every page of staff: the rail, the lock, the scanner that is always listening, and what concerns the counter wherever one is. */
export function StaffPage({ title, area, back = area !== 'home', children, over, actions, onReconnect, shownUse, onScan }: Props) {
  const words = useCopy(staffCopy)
  const rail = useStaffRail(area)
  const verifies = useSession((session) => hasDuty(session.who, 'verify'))
  const handsOver = useSession((session) => hasDuty(session.who, 'atWindow'))
  const locked = useScreenLock(({ locked: is }) => is)
  const shown = usePageShown()
  const [refused, setRefused] = useState<'elsewhere' | 'pickUp' | null>(null)
  useHearContests(shown)
  useKeyboardScanner((code) => {
    const taken = onScan?.(code) ?? false
    const isPickUp = saysPickUpCode(code)
    const isRefused = !taken && !(isPickUp ? handsOver : verifies)
    setRefused(isRefused ? (isPickUp ? 'pickUp' : 'elsewhere') : null)
    if (taken) return
    if (isRefused) {
      signal('wrongKind')
      return scrollToTop()
    }
    if (isPickUp) {
      useScannedPickUp.getState().hand(code)
      return replaceWith(ENTRANCES.caseDesk)
    }
    useScannedCode.getState().hand(code)
    if (area !== 'verify') replaceWith(ENTRANCES.verify)
  }, !locked)
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
      {refused ? (
        <Banner tone="warn" icon="octagon-alert" live>
          <View id="scan-refused">{refused === 'pickUp' ? words.pickUpElsewhere : words.scannedElsewhere}</View>
        </Banner>
      ) : null}
      {children}
    </Page>
  )
}

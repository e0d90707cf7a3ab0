import { View } from '@tarojs/components'
import { parsePickUpCode } from '@zsb/shared/application'
import { ENTRANCES } from '@/entrances'
import { StaffPage, useScannedPickUp } from '@/features/staff'
import { useCopy } from '@/platform/copy'
import { goTo, replaceWith } from '@/platform/navigate'
import { BeginForm } from '../../components/BeginForm'
import { ScanRefused } from '../../components/ScanRefused'
import { TakeOver } from '../../components/TakeOver'
import { atWindowCopy } from '../../copy'
import { isForDesk, useDeskScan } from '../../useDeskScan'
import '../../window-applications.scss'

/** 窗口代办 begins here: by the code of the applicant's phone, or by the document of a person without one. */
export default function BeginAtWindowPage() {
  const words = useCopy(atWindowCopy)
  const { scan, error, working } = useDeskScan((id) => replaceWith(ENTRANCES.caseDesk, { id }))
  const take = (text: string) => {
    if (parsePickUpCode(text) === null) return void scan(text)
    useScannedPickUp.getState().hand(text)
    return replaceWith(ENTRANCES.caseDesk)
  }
  const onScan = (text: string): boolean => {
    if (isForDesk(text)) take(text)
    return isForDesk(text)
  }
  return (
    <StaffPage title={words.title} area="cases" onScan={onScan}>
      <View className="z-at-window">
        <View className="l-stack">
          <ScanRefused error={error} />
          <TakeOver working={working} onText={take} />
        </View>
        <BeginForm onBegun={({ id, isJoint }) => goTo(isJoint ? ENTRANCES.windowFillJoint : ENTRANCES.windowFill, { id })} />
      </View>
    </StaffPage>
  )
}

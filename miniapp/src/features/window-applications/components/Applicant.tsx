import { View } from '@tarojs/components'
import type { WindowConfirmation } from '@zsb/shared/application'
import type { CaseAtWindow } from '@zsb/shared/window-application'
import { useCopy, usePick } from '@/platform/copy'
import { ChipChoice, Heading } from '@/ui'
import { atWindowCopy } from '../copy'

/** For whom it is done, and what. */
export function Applicant({ atWindow: { application, applicantName, how } }: { atWindow: CaseAtWindow }) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  return (
    <View>
      <Heading level={2} className="t-title">
        {pick(application.item)}
      </Heading>
      <View id="applicant" className="t-strong">
        {words.head(applicantName)}
      </View>
      <View className="t-note">{words.how[how]}</View>
    </View>
  )
}

interface WayProps {
  way: WindowConfirmation
  onChoose: (way: WindowConfirmation) => void
}

/** How he confirms: who has a phone may choose. */
export function WayToConfirm({ way, onChoose }: WayProps) {
  const words = useCopy(atWindowCopy)
  return (
    <ChipChoice
      id="confirm-way"
      label={words.way}
      value={way}
      onChange={onChoose}
      options={(['onPhone', 'onPaper'] as const).map((value) => ({ value, label: words.ways[value] }))}
    />
  )
}

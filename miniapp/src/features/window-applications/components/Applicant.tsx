import { View } from '@tarojs/components'
import type { WindowConfirmation } from '@zsb/shared/application'
import type { CaseAtWindow, JointAtWindow } from '@zsb/shared/window-application'
import { useCopy, usePick } from '@/platform/copy'
import { ChipChoice, Heading } from '@/ui'
import { atWindowCopy } from '../copy'

/** What a clerk has in hand, one case or several things at once, as far as it is told above it. */
export interface Held extends Pick<CaseAtWindow, 'applicantName' | 'childName' | 'how'> {
  what: { zh: string; en: string }
}
export const heldOf = ({ application: { item }, ...held }: CaseAtWindow): Held => ({ ...held, what: item })
export const heldJointOf = ({ joint: { bundle }, ...held }: JointAtWindow): Held => ({ ...held, what: bundle })

/** For whom it is done, and what. */
export function Applicant({ held: { what, applicantName, childName, how } }: { held: Held }) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  return (
    <View>
      <Heading level={2} className="t-title">
        {pick(what)}
      </Heading>
      <View id="applicant" className="t-strong">
        {words.head(applicantName)}
      </View>
      {childName === null ? null : (
        <View id="applicant-child" className="t-strong">
          {words.headChild(childName)}
        </View>
      )}
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

import { View } from '@tarojs/components'
import { tellingOf, type CaseView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { Icon } from '@/ui'
import { deskCopy } from '../copy'
import { outcomeOf, reasonsOf, type DeskAction, type MoveTyped } from '../desk.flow'

interface Props {
  application: Pick<CaseView, 'materials' | 'procedures' | 'transferTo'>
  action: DeskAction
  typed: MoveTyped
}

/** The words the applicant will read, as they grow with what is typed: the very words that are stored with the move. */
export function Reads({ application, action, typed }: Props) {
  const words = useCopy(deskCopy)
  const pick = usePick()
  const reasons = reasonsOf(typed)
  const told = tellingOf({
    action,
    note: typed.note,
    rightOffice: typed.ground === 'notOurs' ? typed.rightOffice : '',
    outcome: outcomeOf(typed.outcome),
    procedure: application.procedures.find(({ code }) => code === typed.procedure),
    days: Number(typed.days),
    leave: typed.leave,
    office: application.transferTo.find(({ code }) => code === typed.to),
    gaps: application.materials.filter(({ code }) => code in reasons).map((material) => ({ material, reason: reasons[material.code] ?? '' })),
  })
  return (
    <View id="reads" className="z-reads">
      <View className="l-row">
        <Icon name="message-square-text" size="s" />
        <View className="t-strong">{words.reads}</View>
      </View>
      <View>{told ? pick(told) : words.sentenceEmpty}</View>
    </View>
  )
}

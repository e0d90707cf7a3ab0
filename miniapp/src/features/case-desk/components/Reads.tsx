import { View } from '@tarojs/components'
import type { CaseView } from '@zsb/shared/application'
import { useCopy, usePick } from '@/platform/copy'
import { Icon } from '@/ui'
import { deskCopy } from '../copy'
import { asSentence, reasonsOf, type DeskAction, type MoveTyped } from '../desk.flow'

interface Props {
  application: Pick<CaseView, 'materials' | 'procedures'>
  action: DeskAction
  typed: MoveTyped
}

/** The words the applicant will read, as they grow with what is typed. */
export function Reads({ application, action, typed }: Props) {
  const words = useCopy(deskCopy)
  const sentence = useSentence({ application, action, typed })
  return (
    <View id="reads" className="z-reads">
      <View className="l-row">
        <Icon name="message-square-text" size="s" />
        <View className="t-strong">{words.reads}</View>
      </View>
      <View>{sentence === '' ? words.sentenceEmpty : sentence}</View>
    </View>
  )
}

function useSentence({ application, action, typed }: Props): string {
  const { sentences } = useCopy(deskCopy)
  const pick = usePick()
  const note = asSentence(typed.note)
  switch (action) {
    case 'accept':
      return sentences.accept
    case 'requestSupplement': {
      const reasons = reasonsOf(typed)
      const chosen = application.materials.filter(({ code }) => code in reasons)
      const gaps = chosen.map((each) => sentences.gap({ material: pick(each), reason: (reasons[each.code] ?? '').replace(/[。.]$/, '') }))
      return gaps.length > 0 ? sentences.requestSupplement(sentences.listed(gaps)) : ''
    }
    case 'refuseAcceptance':
      return note && sentences.refuseAcceptance({ note, office: typed.rightOffice.trim() })
    case 'returnCase':
      return note && sentences.returnCase(note)
    case 'suspend': {
      const procedure = application.procedures.find(({ code }) => code === typed.procedure)
      return procedure && typed.days ? sentences.suspend({ procedure: pick(procedure), days: typed.days, note }) : ''
    }
    case 'propose':
    case 'decide':
      if (typed.outcome === 'granted') return sentences.granted + note
      return typed.outcome === 'refused' && note ? sentences.refused(note) : ''
    default:
      return ''
  }
}

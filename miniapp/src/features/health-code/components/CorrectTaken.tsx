import { View } from '@tarojs/components'
import type { TakenDown } from '@zsb/shared/health-code'
import type { DocumentClaim } from '@zsb/shared/holder'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, ChoiceCard, ChoiceGroup, FieldFrame } from '@/ui'
import type { DocumentInHand } from '@/ui/document-in-hand'
import { findTakenDown } from '../api'
import { printedCopy } from '../printed-copy'
import { TakeDown, type JustTaken } from './TakeDown'

/** Who stands here still, and what was written wrong for him just now. */
export interface Again {
  person: DocumentClaim
  taken: TakenDown
}
interface Props {
  inHand: DocumentInHand
  seen: boolean
  /** Document compared, consent signed. */
  ready: boolean
  /** Taken down just now; null where it is to be found first. It is of its own person only, whoever's document is in hand by now. */
  just: Again | null
  onDone: (done: JustTaken) => void
}

const whoseOf = ({ documentType, name, number }: DocumentClaim): string => JSON.stringify([documentType, name, number])

/** 更正 at the window: what was taken down there is found by the document, and the form begins with it. */
export function CorrectTaken({ inHand, seen, ready, just, onDone }: Props) {
  const words = useCopy(printedCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const whose = whoseOf(inHand.typed)
  const [found, show] = useState(just && { whose: whoseOf(just.person), items: [just.taken] })
  const [chosen, choose] = useState<string | null>(null)
  const { working, problem, send } = useHandIn(findTakenDown, ({ items }) => show({ whose, items }))
  // Of another document nothing was found yet.
  const items = found?.whose === whose ? found.items : []
  const corrects = items.find(({ id }) => id === chosen) ?? items[0]
  const when = ({ at }: TakenDown) => words.takenAt(formatWhen(at, { language, now: serverNow() }))
  const find = () => {
    const person = inHand.read()
    void send(person && { person, documentSeen: true })
  }
  if (!corrects)
    return (
      <View className="l-stack">
        {problem ? (
          <View id="window-find-refused">
            <Banner tone="bad" live>
              {problem.code === 'NOT_FOUND' ? words.nothingTaken : pick(problem)}
            </Banner>
          </View>
        ) : null}
        <Button id="window-find-do" onPress={find} loading={working} disabled={!seen} disabledReason={words.firstSeen}>
          {words.find}
        </Button>
      </View>
    )
  return (
    <View className="l-stack">
      <FieldFrame id="window-taken" label={words.which} group>
        <ChoiceGroup label={words.which}>
          {items.map((each) => (
            <ChoiceCard key={each.id} id={`window-taken-${each.id}`} title={when(each)} chosen={each.id === corrects.id} onChoose={() => choose(each.id)} />
          ))}
        </ChoiceGroup>
      </FieldFrame>
      <TakeDown key={corrects.id} inHand={inHand} ready={ready} corrects={corrects} onDone={onDone} />
    </View>
  )
}

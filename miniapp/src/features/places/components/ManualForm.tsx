import { View } from '@tarojs/components'
import type { ManualEntry, ManuallyEntered } from '@zsb/shared/place'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, ChoiceCard, Heading } from '@/ui'
import { DocumentFields, useDocumentInHand } from '@/ui/document-in-hand'
import { enterByHand } from '../api'
import { manualCopy } from '../manual-copy'

/** By the document in the guard's hand and with the person's consent. Nothing of it is kept on this phone, not even as a draft. */
export function ManualForm({ guardId, onDone }: { guardId: string; onDone: (entered: ManuallyEntered) => void }) {
  const words = useCopy(manualCopy)
  const pick = usePick()
  const inHand = useDocumentInHand()
  const [consent, setConsent] = useState(false)
  const enter = async (body: ManualEntry, key: string) => {
    try {
      return await enterByHand({ guardId, body, key })
    } catch (cause) {
      signal('problem')
      throw cause
    }
  }
  const { working, problem, send } = useHandIn(enter, (entered) => {
    signal('valid')
    onDone(entered)
  })
  const submit = () => {
    const person = inHand.read()
    void send(person && { person, consent: true })
  }
  const refused = problem?.field('/body/person/number')
  return (
    <Card id="manual">
      <View className="l-stack">
        <Heading level={1} className="t-title">
          {words.lead}
        </Heading>
        <View className="t-note">{words.why}</View>
        {problem && !refused ? (
          <View id="manual-refused">
            <Banner tone="bad" live>
              {pick(problem)}
            </Banner>
          </View>
        ) : null}
        <DocumentFields id="manual" inHand={inHand} refused={refused ? pick(refused) : undefined} />
        <ChoiceCard id="manual-consent" kind="checkbox" title={words.consent} why={words.consentWhy} chosen={consent} onChoose={() => setConsent(!consent)} />
        <Button id="manual-enter" onPress={submit} loading={working} disabled={!consent} disabledReason={words.consentFirst}>
          {words.enter}
        </Button>
      </View>
    </Card>
  )
}

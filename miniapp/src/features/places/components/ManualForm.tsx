import { View } from '@tarojs/components'
import type { ManualEntry } from '@zsb/shared/place'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { useHandIn } from '@/platform/hand-in'
import { useNetwork } from '@/platform/network'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, Heading } from '@/ui'
import { DocumentFields, useDocumentInHand } from '@/ui/document-in-hand'
import { enterByHand } from '../api'
import { guardCopy } from '../guard-copy'
import { manualCopy } from '../manual-copy'
import { keepByHand, type KeptByHand } from '../offline/by-hand'
import { findKit } from '../offline/kit'
import { isSilent, PATIENCE_MS } from '../offline/silence'

/** Somebody who was written in; `waiting` where it is sealed on this phone, and looked at once it is sent. */
export interface WrittenIn {
  nameMasked: string
  at: string
  waiting: boolean
}

/** By the document in the guard's hand and with the person's consent. Nothing that could be read is kept on this phone, not even as a draft. */
export function ManualForm({ guardId, onDone }: { guardId: string; onDone: (entered: WrittenIn) => void }) {
  const words = useCopy(manualCopy)
  const { said } = useCopy(guardCopy)
  const pick = usePick()
  const inHand = useDocumentInHand()
  const [consent, setConsent] = useState(false)
  const [notKept, sayNotKept] = useState<Exclude<KeptByHand['verdict'], 'kept'> | null>(null)
  const enter = async (entry: ManualEntry, key: string): Promise<KeptByHand | { verdict: 'entered'; nameMasked: string; at: string }> => {
    sayNotKept(null)
    const byPhone = () => keepByHand({ guardId, entry, key })
    try {
      const kept = useNetwork.getState().online ? null : byPhone()
      if (kept) return kept
      return { verdict: 'entered', ...(await enterByHand({ guardId, body: entry, key, timeoutMs: findKit(guardId) ? PATIENCE_MS : undefined })) }
    } catch (cause) {
      const kept = isSilent(toApiError(cause)) ? byPhone() : null
      if (kept) return kept
      signal('problem')
      throw cause
    }
  }
  const { working, problem, send } = useHandIn(enter, ({ verdict, nameMasked, at }) => {
    const isIn = verdict === 'entered' || verdict === 'kept'
    signal(verdict === 'entered' ? 'valid' : isIn ? 'unsure' : 'problem')
    if (isIn) onDone({ nameMasked, at, waiting: verdict === 'kept' })
    else sayNotKept(verdict)
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
        {notKept ? (
          <View id="manual-not-kept">
            <Banner tone="bad" live>
              {said[notKept].why}
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

import { View } from '@tarojs/components'
import { useState } from 'react'
import { SecondPersonPage } from '@/features/staff'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Fact } from '@/ui'
import { ACTIVATIONS, ACTIVATIONS_BASE, type SignedActivation } from '../../activation'
import { activationCopy } from '../../activation-copy'
import { ActivationForm } from '../../components/ActivationForm'

/** 启用健康码: handed in by one operator with its document, in force once another has signed it. */
export default function ActivationsPage() {
  const words = useCopy(activationCopy)
  const language = useSpokenLanguage()
  const [stage, go] = useState<'list' | 'form' | 'sent'>('list')
  const sent = () => {
    go('sent')
    void refreshResources(ACTIVATIONS_BASE)
  }
  return (
    <SecondPersonPage
      kind={ACTIVATIONS}
      words={words}
      title={words.title}
      area="home"
      back
      note={({ endsOn }) => words.until(formatDay(endsOn, language))}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (activation) => <ActivationFacts activation={activation} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
    >
      {stage === 'sent' ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {stage === 'form' ? (
        <ActivationForm onSent={sent} onLeave={() => go('list')} />
      ) : (
        <View className="z-narrow">
          <Button id="begin-activation" kind="quiet" icon="plus" small onPress={() => go('form')}>
            {words.begin}
          </Button>
        </View>
      )}
    </SecondPersonPage>
  )
}

function ActivationFacts({ activation: { authority, area, purpose, endsOn, reason } }: { activation: SignedActivation }) {
  const words = useCopy(activationCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  return (
    <>
      <Fact name={words.authority}>{pick(authority)}</Fact>
      <Fact name={words.area}>{pick(area)}</Fact>
      <Fact name={words.purpose}>{pick(purpose)}</Fact>
      <Fact name={words.endsOn}>{formatDay(endsOn, language)}</Fact>
      <Fact name={words.reason}>{reason}</Fact>
    </>
  )
}

import { View } from '@tarojs/components'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { SecondPersonPage } from '@/features/staff'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Fact, Heading } from '@/ui'
import { SunsetForm } from '../../components/SunsetForm'
import { SUNSETS, SUNSETS_BASE, type SignedSunset } from '../../sunset'
import { sunsetCopy } from '../../sunset-copy'

/** 停用并销毁: handed in by one operator with its document; once another has signed it, it is off and how far erasing is stands here. */
export default function SunsetsPage() {
  const words = useCopy(sunsetCopy)
  const [stage, go] = useState<'list' | 'form' | 'sent'>('list')
  const sent = () => {
    go('sent')
    void refreshResources(SUNSETS_BASE)
  }
  return (
    <SecondPersonPage
      kind={SUNSETS}
      words={words}
      title={words.title}
      area="home"
      back
      note={({ state }) => words.states[state]}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (sunset) => <SunsetFacts sunset={sunset} />,
        below: (sunset) => <Progress sunset={sunset} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
      goesOn={({ state }) => state === 'done'}
    >
      {stage === 'sent' ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {stage === 'form' ? (
        <SunsetForm onSent={sent} onLeave={() => go('list')} />
      ) : (
        <View className="z-narrow">
          <Button id="begin-sunset" kind="quiet" icon="plus" small onPress={() => go('form')}>
            {words.begin}
          </Button>
        </View>
      )}
    </SecondPersonPage>
  )
}

function SunsetFacts({ sunset: { reason } }: { sunset: SignedSunset }) {
  const words = useCopy(sunsetCopy)
  return <Fact name={words.reason}>{reason}</Fact>
}

/** Kind by kind: what is erased, when, and how far it is. */
function Progress({ sunset: { steps, state } }: { sunset: SignedSunset }) {
  const words = useCopy(sunsetCopy)
  const pick = usePick()
  const isSigned = state === 'done' || state === 'erased'
  return (
    <View id="sunset-steps">
      <Heading level={3}>{words.what}</Heading>
      {steps.map((step) => (
        <Fact key={step.kind} name={pick(step)}>
          {isSigned ? `${words.steps[step.state]} · ${words.counted(step)}` : step.afterDays === 0 ? words.atOnce : words.after(step.afterDays)}
        </Fact>
      ))}
      {state === 'erased' ? (
        <Button id="sunset-proof" kind="quiet" onPress={() => goTo(ENTRANCES.healthProof)}>
          {words.toProof}
        </Button>
      ) : null}
    </View>
  )
}

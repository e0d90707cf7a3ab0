import { View } from '@tarojs/components'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { Button, Fact, Heading } from '@/ui'
import { SunsetForm } from '../../components/SunsetForm'
import { HandInPage } from '../../components/HandInPage'
import { SUNSETS, type SignedSunset } from '../../sunset'
import { sunsetCopy } from '../../sunset-copy'

/** 停用并销毁: handed in by one operator with its document; once another has signed it, it is off and how far erasing is stands here. */
export default function SunsetsPage() {
  const words = useCopy(sunsetCopy)
  return (
    <HandInPage
      kind={SUNSETS}
      words={words}
      note={({ state }) => words.states[state]}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (sunset) => <SunsetFacts sunset={sunset} />,
        below: (sunset) => <Progress sunset={sunset} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
      goesOn={({ state }) => state === 'done'}
      form={(ends) => <SunsetForm {...ends} />}
    />
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

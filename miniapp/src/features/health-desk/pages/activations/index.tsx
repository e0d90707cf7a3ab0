import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { Fact } from '@/ui'
import { ACTIVATIONS, type SignedActivation } from '../../activation'
import { activationCopy } from '../../activation-copy'
import { ActivationForm } from '../../components/ActivationForm'
import { HandInPage } from '../../components/HandInPage'

/** 启用健康码: handed in by one operator with its document, in force once another has signed it. */
export default function ActivationsPage() {
  const words = useCopy(activationCopy)
  const language = useSpokenLanguage()
  return (
    <HandInPage
      kind={ACTIVATIONS}
      words={words}
      note={({ endsOn }) => words.until(formatDay(endsOn, language))}
      shown={{
        heading: ({ documentNumber }) => documentNumber,
        facts: (activation) => <ActivationFacts activation={activation} />,
        ask: ({ documentNumber }) => ({ title: words.approveAsk(documentNumber), why: words.approveWhy }),
      }}
      form={(ends) => <ActivationForm {...ends} />}
    />
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

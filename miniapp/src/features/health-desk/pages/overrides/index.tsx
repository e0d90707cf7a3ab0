import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { takesTwoToRevoke, type OverrideView } from '@zsb/shared/health-code'
import { serverNow } from '@/platform/clock'
import { useCopy, useSpokenLanguage } from '@/platform/copy'
import { formatDay, formatWhen } from '@/platform/copy/dates'
import { Banner, Fact } from '@/ui'
import { OverrideForm } from '../../components/OverrideForm'
import { HandInPage } from '../../components/HandInPage'
import { Revoking } from '../../components/Revoking'
import { overrideCopy } from '../../override-copy'
import { OVERRIDES } from '../../overrides'

/** 健康码人工变更: asked for by one, signed by others; `appeal` in the address begins one for that case. */
export default function OverridesPage() {
  const words = useCopy(overrideCopy)
  const language = useSpokenLanguage()
  const { appeal } = useRouter().params
  const of = ({ personMasked: name, colour }: OverrideView) => ({ name, colour })
  return (
    <HandInPage
      kind={OVERRIDES}
      words={words}
      note={({ basis, endsOn }) => `${words.basisOf(basis)} · ${formatDay(endsOn, language)}`}
      shown={{
        heading: (override) => words.heading(of(override)),
        facts: (override) => <OverrideFacts override={override} />,
        below: (override) => <Below override={override} />,
        ask: (override) => ({ title: words.approveAsk(of(override)), why: words.approveWhy }),
      }}
      begun={Boolean(appeal)}
      form={(ends) => <OverrideForm appeal={appeal ?? ''} {...ends} />}
    />
  )
}

function OverrideFacts({ override: { colour, basis, endsOn, reason, signed, persons } }: { override: OverrideView }) {
  const words = useCopy(overrideCopy)
  const language = useSpokenLanguage()
  return (
    <>
      <Fact name={words.colour}>{words.colours[colour]}</Fact>
      <Fact name={words.basis}>{words.basisOf(basis)}</Fact>
      <Fact name={words.endsOn}>{formatDay(endsOn, language)}</Fact>
      <Fact name={words.reason}>{reason}</Fact>
      <Fact name={words.persons}>{words.personsOf({ signed, persons })}</Fact>
    </>
  )
}

function Below({ override }: { override: OverrideView }) {
  const words = useCopy(overrideCopy)
  const language = useSpokenLanguage()
  const { id, colour, state, persons, revocation, revoking } = override
  if (revocation)
    return (
      <Banner tone="warn">
        <View className="t-strong">{words.revocation(formatWhen(revocation.at, { language, now: serverNow() }))}</View>
        <View>{revocation.reason}</View>
      </Banner>
    )
  if (state === 'done')
    return (
      <>
        {revoking ? (
          <Banner tone="warn">
            <View className="t-strong">{revoking.mine ? words.revokingMine : words.revoking}</View>
            <View>{revoking.reason}</View>
          </Banner>
        ) : null}
        {revoking?.mine ? null : <Revoking id={id} takesTwo={takesTwoToRevoke({ colour })} />}
      </>
    )
  return state === 'pending' && persons > 2 ? <Banner tone="warn">{words.third}</Banner> : null
}

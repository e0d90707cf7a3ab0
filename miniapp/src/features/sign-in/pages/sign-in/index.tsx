import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { PrivacyDecision } from '@zsb/shared/privacy'
import type { SignInRequest } from '@zsb/shared/session'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { goBack, goTo, goToTab, replaceWith } from '@/platform/navigate'
import { fetchPartnerCode, PARTNER } from '@/platform/partner-code'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { thisDevice } from '@/platform/this-device'
import { Banner, Button, ErrorState, Heading, Page, TextLink } from '@/ui'
import { guidePath, guideSchema } from '../../api'
import { GuideSheet } from '../../components/GuideSheet'
import { PhoneForm } from '../../components/PhoneForm'
import { PrivacyChoice } from '../../components/PrivacyChoice'
import { signInCopy } from '../../copy'
import { enter } from '../../enter'
import { useGuideAnswer } from '../../guide-answer'

export default function SignInPage() {
  const words = useCopy(signInCopy)
  const pick = usePick()
  const guide = useResource(guidePath, { schema: guideSchema, open: true })
  /** She was sent here from what she was doing. */
  const { back } = useRouter().params
  const before = useGuideAnswer(({ answer: given }) => (given && given.version === guide.data?.version ? given : null))
  // What is ticked here counts for this screen only: whoever holds the phone next answers for herself.
  const [here, setHere] = useState<PrivacyDecision | null>(null)
  const answer = here ?? before
  const [reading, setReading] = useState(false)
  const [missing, setMissing] = useState(false)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  const decide = (decision: 'agree' | 'decline' | null) => {
    setReading(false)
    if (!guide.data) return
    setHere(decision ? { version: guide.data.version, decision } : null)
    useGuideAnswer.getState().forget()
    setMissing(false)
  }
  const allowed = () => {
    const agreed = answer?.decision === 'agree' && answer.version === guide.data?.version
    setMissing(!agreed)
    return agreed
  }
  const goOn = async (ask: SignInRequest) => {
    if (!answer) return
    const me = await enter(ask, answer)
    if (me.level === 'none' && hasPage(ENTRANCES.realName)) replaceWith(ENTRANCES.realName, { back })
    else if (back) goBack()
    else goToTab('home')
  }
  const byPartner = async () => {
    if (!PARTNER || !allowed()) return
    setProblem('')
    setWorking(true)
    try {
      const code = await fetchPartnerCode().catch(() => null)
      if (!code) return setProblem(words.partnerFailed)
      await goOn({ method: PARTNER, code, device: thisDevice() })
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }

  return (
    <Page
      title={words.title}
      onReconnect={() => void guide.reload()}
      over={guide.data ? <GuideSheet open={reading} guide={guide.data} onClose={() => setReading(false)} onDecide={decide} /> : null}
    >
      <View className="l-stack">
        <View className="l-stack-tight">
          <Heading level={2} className="t-display">
            {words.heading}
          </Heading>
          <View>{words.headingWhy}</View>
        </View>
        {guide.error && !guide.data ? <ErrorState error={guide.error} title={words.guideFailed} onRetry={guide.reload} /> : null}
        <PhoneForm onSubmit={goOn} allowed={allowed}>
          <PrivacyChoice guide={guide.data} answer={answer} before={here ? null : before} onDecide={decide} onRead={() => setReading(true)} missing={missing} />
        </PhoneForm>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        {PARTNER ? (
          <Button id="sign-in-partner" kind="quiet" onPress={() => void byPartner()} loading={working} loadingText={words.signingIn}>
            {words[PARTNER]}
          </Button>
        ) : null}
        {hasPage(ENTRANCES.staffSignIn) ? (
          <TextLink id="to-staff" icon="building-2" chevron onPress={() => goTo(ENTRANCES.staffSignIn)}>
            {words.toStaff}
          </TextLink>
        ) : null}
      </View>
    </Page>
  )
}

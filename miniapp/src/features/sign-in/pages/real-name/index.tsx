import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Me } from '@zsb/shared/holder'
import { useEffect } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { forgetDraft } from '@/platform/draft'
import { goBack, goToTab } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Banner, Button, EmptyState, Heading, NotYet, Page } from '@/ui'
import { mePath, meSchema } from '../../api'
import { ChooseWay, useFaceConsent } from '../../components/ChooseWay'
import { ClaimForm, REAL_NAME_DRAFT } from '../../components/ClaimForm'
import { FaceWaiting, WindowCode } from '../../components/WaitForProof'
import { realNameCopy } from '../../real-name-copy'
import { useRealName } from '../../useRealName'
import './index.scss'

export default function RealNamePage() {
  const words = useCopy(realNameCopy)
  const me = useResource<Me>(mePath, { schema: meSchema, asSelf: true })
  if (me.data) return <RealName me={me.data} />
  return (
    <Page title={words.title} onReconnect={() => void me.reload()}>
      <NotYet of={me} rows={3} />
    </Page>
  )
}

function RealName({ me }: { me: Me }) {
  const words = useCopy(realNameCopy)
  const { again, back } = useRouter().params
  const isAgain = again === '1'
  const steps = useRealName(me, isAgain)
  const consent = useFaceConsent(steps.startFace)
  const isDone = steps.stage.at !== 'claim'
  useEffect(() => {
    if (isDone) forgetDraft(REAL_NAME_DRAFT)
  }, [isDone])
  return (
    <Page title={words.title} over={consent.sheet}>
      <Step {...steps} me={me} comesBack={isAgain || back === '1'} onFace={consent.ask} />
    </Page>
  )
}

function Step({
  me,
  comesBack,
  stage,
  dispatch,
  problem,
  working,
  check,
  openFace,
  getCode,
  onFace,
}: ReturnType<typeof useRealName> & { me: Me; /** Somebody was sent here from what she was doing. */ comesBack: boolean; onFace: () => void }) {
  const words = useCopy(realNameCopy)
  const pick = usePick()
  const failed = problem ? (
    <Banner tone="bad" live>
      {problem}
    </Banner>
  ) : null
  const later = (why: string) => (
    <View className="l-stack-tight">
      <Button id="real-name-later" kind="quiet" onPress={() => goToTab('home')}>
        {words.later}
      </Button>
      <View className="t-note t-centre">{why}</View>
    </View>
  )
  switch (stage.at) {
    case 'claim':
      return (
        <View className="l-stack">
          <View className="l-stack-tight">
            <Heading level={2} className="t-display">
              {words.heading}
            </Heading>
            <View>{words.headingWhy}</View>
          </View>
          {me.stepUpRequired ? <Banner tone="info">{words.newDevice}</Banner> : null}
          <ClaimForm
            said={stage.said}
            problem={problem}
            working={working}
            onSubmit={(claim) => void check(claim)}
            onWindow={(claim) => dispatch({ type: 'toWindow', claim })}
          />
          {later(words.laterWhy)}
        </View>
      )
    case 'choose':
      return (
        <View className="l-stack">
          {failed}
          <ChooseWay said={stage.said} windowOnly={stage.windowOnly} working={working} onFace={onFace} onWindow={() => void getCode(stage.claim)} />
          {later(words.laterCard)}
        </View>
      )
    case 'face':
      return (
        <View className="l-stack">
          {failed}
          <FaceWaiting stage={stage} onOpen={openFace} onOther={() => dispatch({ type: 'back' })} />
        </View>
      )
    case 'window':
      return (
        <View className="l-stack">
          {failed}
          <WindowCode stage={stage} working={working} onAgain={() => void getCode(stage.claim)} onOther={() => dispatch({ type: 'back' })} />
        </View>
      )
    case 'done':
      return (
        <EmptyState icon="circle-check" title={words.done} sentence={stage.said ? pick(stage.said) : words.doneWhy}>
          <Button id="real-name-done" onPress={() => (comesBack ? goBack() : goToTab('wallet'))}>
            {comesBack ? words.proved : words.toWallet}
          </Button>
        </EmptyState>
      )
  }
}

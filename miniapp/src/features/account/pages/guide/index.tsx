import { View } from '@tarojs/components'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { useState } from 'react'
import { decideGuide, GuideText, guidePath, guideSchema } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { goToTab } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { ActionBar, Banner, Button, NextSteps, NotYet, Page } from '@/ui'
import { leave } from '../../leave'
import { privacyCopy } from '../../privacy-copy'
import { mePath } from '../../start-api'

/** 隐私保护指引 asked of whoever is signed in: two answers of one size and no way past them. A no signs out here. */
export default function GuidePage() {
  const words = useCopy(privacyCopy)
  const pick = usePick()
  const guide = useResource<PrivacyGuideView>(guidePath, { schema: guideSchema, open: true })
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const [declined, setDeclined] = useState(false)
  const decide = async (decision: 'agree' | 'decline') => {
    if (!guide.data || working) return
    setProblem('')
    setWorking(true)
    try {
      await decideGuide({ version: guide.data.version, decision })
      if (decision === 'decline') {
        await leave()
        setDeclined(true)
      } else {
        await refreshResources(mePath)
        goToTab('home')
      }
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
      await guide.reload()
    } finally {
      setWorking(false)
    }
  }
  if (declined)
    return (
      <Page title={words.declinedTitle} leave="none">
        <Banner tone="info">{words.declinedSignedOut}</Banner>
        <NextSteps title={words.declinedStill} steps={words.declinedSteps} />
        <Button id="guide-home" onPress={() => goToTab('home')}>
          {words.toHome}
        </Button>
      </Page>
    )
  return (
    <Page
      title={words.guide}
      leave="none"
      onReconnect={() => void guide.reload()}
      actions={
        guide.data ? (
          <ActionBar>
            <Button id="privacy-decline" kind="quiet" onPress={() => void decide('decline')} disabled={working}>
              {words.guideDecline}
            </Button>
            <Button id="privacy-agree" kind="quiet" onPress={() => void decide('agree')} loading={working}>
              {words.guideAgree}
            </Button>
          </ActionBar>
        ) : null
      }
    >
      {guide.data ? (
        <View className="l-stack">
          <Banner tone="info">{words.guideAgain}</Banner>
          <GuideText guide={guide.data} />
          {problem ? (
            <Banner tone="bad" live>
              {problem}
            </Banner>
          ) : null}
        </View>
      ) : (
        <NotYet of={guide} rows={5} />
      )}
    </Page>
  )
}

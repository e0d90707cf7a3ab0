import { View } from '@tarojs/components'
import type { Me } from '@zsb/shared/holder'
import type { PrivacyGuideView } from '@zsb/shared/privacy'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useState } from 'react'
import { decideGuide, GuideSheet, guidePath, guideSchema } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { useSession } from '@/platform/session'
import { BottomSheet, Button, NextSteps } from '@/ui'
import { mePath, meSchema } from '../api'
import { leave } from '../leave'
import { privacyCopy } from '../privacy-copy'

/**
 * 隐私保护指引 asked again of whoever is signed in and has not agreed to the present version: a new one is out, or the answer could not
 * be recorded. Nothing goes on without an answer; a no is recorded and signs out here, and what still works is said.
 */
export function GuideAgain() {
  const words = useCopy(privacyCopy)
  const pick = usePick()
  const isCitizen = useSession(({ who }) => who !== null && !STAFF_CAPACITIES.includes(who.capacity))
  const me = useResource<Me>(isCitizen ? mePath : null, { schema: meSchema, asSelf: true })
  const isMissing = isCitizen && me.data?.privacyGuideVersion === null
  const guide = useResource<PrivacyGuideView>(isMissing ? guidePath : null, { schema: guideSchema, open: true })
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const [declined, setDeclined] = useState(false)

  const decide = async (decision: 'agree' | 'decline') => {
    if (!guide.data || working) return
    setProblem('')
    setWorking(true)
    try {
      await decideGuide({ version: guide.data.version, decision })
      if (decision === 'agree') await me.reload()
      else {
        setDeclined(true)
        await leave()
      }
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
      await guide.reload()
    } finally {
      setWorking(false)
    }
  }

  if (declined && !isCitizen)
    return (
      <BottomSheet id="guide-declined" open title={words.declinedTitle} onClose={() => setDeclined(false)}>
        <View className="l-stack">
          <NextSteps title={words.declinedStill} steps={words.declinedSteps} />
          <Button id="guide-declined-done" onPress={() => setDeclined(false)}>
            {words.declinedDone}
          </Button>
        </View>
      </BottomSheet>
    )
  if (!isMissing || !guide.data) return null
  return <GuideSheet open guide={guide.data} lead={words.guideAgain} problem={problem} working={working} onDecide={(decision) => void decide(decision)} />
}

import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { GuardedPlace } from '@zsb/shared/place'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useGuideGate } from '@/features/account'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { signal } from '@/platform/feedback'
import { useKeyFor } from '@/platform/key-for'
import { replaceWith } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { Banner, Button, Card, EmptyState, Heading, Page } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { acceptInvitation, API_BASE, guardedPath } from '../../api'
import { PlacesGate } from '../../components/PlacesGate'
import { invitationCodeOf } from '../../door.flow'
import { guardCopy } from '../../guard-copy'

/** 值守邀请: opened by its link, or scanned from the owner's phone; whoever accepts first guards the door. */
export default function InvitationPage() {
  const words = useCopy(guardCopy)
  const { code: opened = '' } = useRouter().params
  useGuideGate()
  return (
    <Page title={words.invitation} onReconnect={() => void refreshResources(API_BASE)}>
      <PlacesGate id="invitation" icon="scan-line">
        <Invitation opened={invitationCodeOf(opened)} />
      </PlacesGate>
    </Page>
  )
}

function Invitation({ opened }: { opened: string | null }) {
  const words = useCopy(guardCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [code, read] = useState(opened)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const [door, begin] = useState<GuardedPlace | null>(null)
  const keyFor = useKeyFor()
  const see = (text: string) => {
    const found = invitationCodeOf(text)
    setProblem(found === null ? words.notInvitation : '')
    if (found === null) signal('wrongKind')
    else read(found)
  }
  const accept = async () => {
    if (code === null) return
    setProblem('')
    setWorking(true)
    try {
      begin(await acceptInvitation(code, keyFor(code)))
      void refreshResources(guardedPath)
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
      // It opens nothing any more: another one has to be scanned.
      if (!toApiError(cause).isTransport) read(null)
    } finally {
      setWorking(false)
    }
  }
  if (door)
    return (
      <EmptyState icon="circle-check" title={words.accepted(door.name)} sentence={words.until(formatDay(door.until, language))}>
        <Button id="to-guard" icon="scan-line" onPress={() => replaceWith(ENTRANCES.guard)}>
          {words.toGuard}
        </Button>
      </EmptyState>
    )
  const said = problem ? (
    <Banner tone="bad" live>
      <View id="invitation-problem">{problem}</View>
    </Banner>
  ) : null
  if (code === null)
    return (
      <View className="l-stack">
        <View className="t-head">{words.scanInvitation}</View>
        {said}
        <Scanner onCode={see} autoStart />
      </View>
    )
  return (
    <Card id="invitation">
      <View className="l-stack">
        <Heading level={1} className="t-title">
          {words.invited}
        </Heading>
        <View>{words.invitedWhy}</View>
        {said}
        <Button id="accept-invitation" onPress={() => void accept()} loading={working}>
          {words.accept}
        </Button>
      </View>
    </Card>
  )
}

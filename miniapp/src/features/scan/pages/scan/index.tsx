import { View } from '@tarojs/components'
import { STAFF_CAPACITIES } from '@zsb/shared/principal'
import { useState } from 'react'
import { useScannedCode } from '@/features/staff'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { goToTab, replaceWith } from '@/platform/navigate'
import { OUR_HOSTS } from '@/platform/our-hosts'
import { useSession } from '@/platform/session'
import { Button, Card, Fact, NextSteps, Page, VerdictPanel } from '@/ui'
import { Scanner } from '@/ui/scanner'
import { scanCopy } from '../../copy'
import { seeCode, type ScanStage } from '../../scan.flow'
import { useScannedPlace } from '../../scanned-place'

/** 扫一扫: says what a code is and opens nothing. What staff scan goes to 核验, which answers every kind of code. */
export default function ScanPage() {
  const words = useCopy(scanCopy)
  const [stage, setStage] = useState<ScanStage>({ at: 'ready' })
  const isStaff = useSession(({ who }) => who !== null && STAFF_CAPACITIES.includes(who.capacity))
  const see = (text: string) => {
    if (isStaff && hasPage(ENTRANCES.verify)) {
      useScannedCode.getState().hand(text)
      return replaceWith(ENTRANCES.verify)
    }
    const seen = seeCode(text, OUR_HOSTS)
    if (seen.at === 'place') {
      signal('valid')
      useScannedPlace.getState().hand(text)
      return replaceWith(ENTRANCES.placeVisit)
    }
    setStage(seen)
    signal('wrongKind')
  }
  return (
    <Page title={words.title} leave="close">
      {stage.at !== 'seen' ? (
        <View className="l-stack">
          <View>{words.intro}</View>
          <Scanner onCode={see} autoStart />
        </View>
      ) : (
        <Seen stage={stage} onAgain={() => setStage({ at: 'ready' })} />
      )}
    </Page>
  )
}

function Seen({ stage, onAgain }: { stage: Extract<ScanStage, { at: 'seen' }>; onAgain: () => void }) {
  const words = useCopy(scanCopy)
  const said = words[stage.kind]
  const loud = stage.kind === 'link' || stage.kind === 'foreignPlace'
  return (
    <View className="l-stack">
      <VerdictPanel
        id="scan-seen"
        tone={loud ? 'bad' : 'warn'}
        icon={loud ? 'octagon-alert' : stage.kind === 'licenceCode' ? 'id-card' : 'circle-question-mark'}
        word={said.word}
        reason={said.why}
      />
      {stage.host ? (
        <Card>
          <Fact name={words.site}>{stage.host}</Fact>
        </Card>
      ) : null}
      <NextSteps title={words.nextTitle} steps={said.next} />
      <Button id="scan-again" icon="scan-line" onPress={onAgain}>
        {words.again}
      </Button>
      {stage.kind === 'licenceCode' ? (
        <Button id="scan-show" kind="quiet" icon="id-card" onPress={() => goToTab('wallet')}>
          {words.show}
        </Button>
      ) : null}
    </View>
  )
}

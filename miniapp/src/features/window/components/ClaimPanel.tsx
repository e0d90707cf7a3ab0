import { View } from '@tarojs/components'
import type { WindowRefusalReason } from '@zsb/shared/holder'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { formatTime } from '@/platform/copy/dates'
import { documentCopy } from '@/platform/copy/documents'
import { Banner, BottomSheet, Button, Card, ChoiceCard, ChoiceGroup, Heading } from '@/ui'
import { CHECKS, mayConfirm, type Check, type ClaimStage } from '../claim.flow'
import { windowCopy } from '../copy'

const REASONS: readonly WindowRefusalReason[] = ['claimDiffers', 'personDiffers', 'documentEnded', 'documentDoubtful']

interface Props {
  stage: Extract<ClaimStage, { at: 'comparing' }>
  problem: string
  working: boolean
  onTick: (check: Check) => void
  onConfirm: () => void
  onRefuse: (reason: WindowRefusalReason) => void
}

/** What the person claims, large enough to be compared with a paper, and the three things the clerk looks at. */
export function ClaimPanel({ stage, problem, working, onTick, onConfirm, onRefuse }: Props) {
  const words = useCopy(windowCopy)
  const documents = useCopy(documentCopy)
  const [refusing, setRefusing] = useState(false)
  const [reason, choose] = useState<WindowRefusalReason | null>(null)
  const { claim } = stage
  return (
    <View className="l-stack">
      <Card>
        <View className="l-row l-between l-wrap">
          <Heading level={2} className="t-title">
            {words.compare}
          </Heading>
          <View className="t-note t-num">{words.until(formatTime(claim.expiresAt))}</View>
        </View>
        <View id="claim" className="z-claim">
          <Shown name={words.documentType} value={documents[claim.documentType]} />
          <Shown name={words.name} value={claim.name} />
          <Shown name={words.number} value={grouped(claim.number)} />
        </View>
        <View className="t-note">{words.audited}</View>
      </Card>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Heading level={2}>{words.checksTitle}</Heading>
      <ChoiceGroup kind="checkbox" label={words.checksTitle}>
        {CHECKS.map((check) => (
          <ChoiceCard
            key={check}
            id={`check-${check}`}
            kind="checkbox"
            title={words.checks[check]}
            chosen={stage.checked.includes(check)}
            onChoose={() => onTick(check)}
          />
        ))}
      </ChoiceGroup>
      <View className="z-both">
        <Button id="claim-refuse" kind="danger" icon="user-round-x" onPress={() => setRefusing(true)}>
          {words.refuse}
        </Button>
        <Button
          id="claim-confirm"
          icon="user-round-check"
          onPress={onConfirm}
          loading={working}
          loadingText={words.confirming}
          disabled={!mayConfirm(stage)}
          disabledReason={words.confirmFirst}
        >
          {words.confirm}
        </Button>
      </View>
      <BottomSheet id="claim-refusal" open={refusing} title={words.refuseTitle} onClose={() => setRefusing(false)}>
        <View>{words.refuseWhy}</View>
        <ChoiceGroup label={words.refuseTitle}>
          {REASONS.map((each) => (
            <ChoiceCard key={each} id={`refuse-${each}`} title={words.reasons[each]} chosen={reason === each} onChoose={() => choose(each)} />
          ))}
        </ChoiceGroup>
        <Button
          id="refuse-claim"
          kind="danger"
          loading={working}
          disabled={reason === null}
          disabledReason={words.refuseFirst}
          onPress={() => {
            if (reason === null) return
            setRefusing(false)
            onRefuse(reason)
          }}
        >
          {words.refuseDo}
        </Button>
      </BottomSheet>
    </View>
  )
}

function Shown({ name, value }: { name: string; value: string }) {
  return (
    <View className="z-claim-row">
      <View className="t-note">{name}</View>
      <View className="t-title t-strong t-num">{value}</View>
    </View>
  )
}

/** A citizen's number as one reads it from a card: place, day of birth, sequence. Others stand as they are printed. */
const grouped = (number: string): string => number.replace(/^(\d{6})(\d{8})(\d{3}[\dX])$/, '$1 $2 $3')

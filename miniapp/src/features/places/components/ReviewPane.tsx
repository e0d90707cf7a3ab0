import { View } from '@tarojs/components'
import type { PlaceForReview, ReviewPlace } from '@zsb/shared/place'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { useDraft } from '@/platform/draft'
import { useHotkeys } from '@/platform/hotkeys'
import { Banner, BottomSheet, Button, Card, Fact, Field, Heading } from '@/ui'
import { reviewsCopy } from '../reviews-copy'
import { FirmLines } from './FirmLines'

const UNWRITTEN = { reason: '' }
const SHORTEST = 5

/** One place in full, and the two answers to it; a reason goes with a refusal. */
export function ReviewPane({
  place,
  problem,
  working,
  onReview,
}: {
  place: PlaceForReview
  problem: string
  working: boolean
  onReview: (review: ReviewPlace) => void
}) {
  const words = useCopy(reviewsCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [isRefusing, refuse] = useState(false)
  // What staff write about people is kept while the app runs and never on the device (R30).
  const { typed, type } = useDraft(`place-refusal.${place.id}`, UNWRITTEN, { memoryOnly: ['reason'], saved: words.draftKept })
  const reason = typed.reason.trim()
  const isOpen = place.state === 'applied'
  useHotkeys(isOpen && !isRefusing ? { y: () => onReview({ outcome: 'approve' }), n: () => refuse(true) } : {})
  return (
    <View className="l-stack">
      <Card id="place">
        <View className="l-stack">
          <Heading level={2} className="t-title">
            {place.name}
          </Heading>
          <View>
            <Fact name={words.applicant}>{place.applicantName}</Fact>
            <Fact name={words.kind}>{words.kinds[place.kind]}</Fact>
            <Fact name={words.where}>{`${pick(place.region)} ${place.address}`}</Fact>
            <Fact name={words.at}>{formatWhen(place.appliedAt, { language, now: serverNow() })}</Fact>
          </View>
          {place.firm ? <FirmLines id="place-firm" firm={place.firm} uncheckedWhy={words.firmUnchecked} /> : null}
          {place.refusal === null ? null : (
            <Banner tone="warn">
              <View className="t-strong">{words.refusal}</View>
              <View>{place.refusal}</View>
            </Banner>
          )}
        </View>
      </Card>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {isOpen ? (
        <>
          <View className="t-note">{words.audit}</View>
          <View className="z-both">
            <Button id="place-refuse" kind="danger" hotkey="N" onPress={() => refuse(true)}>
              {words.refuse}
            </Button>
            <Button id="place-approve" hotkey="Y" onPress={() => onReview({ outcome: 'approve' })} loading={working}>
              {words.approve}
            </Button>
          </View>
        </>
      ) : null}
      <BottomSheet id="place-refusal" open={isRefusing} title={words.refuseTitle} onClose={() => refuse(false)}>
        <Field id="place-refusal-reason" label={words.refuseLabel} lines maxLength={500} value={typed.reason} onChange={type('reason')} />
        <Button
          id="send-refusal"
          kind="danger"
          disabled={reason.length < SHORTEST}
          disabledReason={words.refuseShort}
          onPress={() => {
            refuse(false)
            onReview({ outcome: 'refuse', reason })
          }}
        >
          {words.refuse}
        </Button>
      </BottomSheet>
    </View>
  )
}

import { View } from '@tarojs/components'
import type { GuardInvitation, OwnPlace } from '@zsb/shared/place'
import { useState } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatWhen } from '@/platform/copy/dates'
import { newIdempotencyKey, toApiError } from '@/platform/request'
import { Banner, BottomSheet, Button, ChipChoice, FieldFrame, QrPanel } from '@/ui'
import { inviteGuard } from '../api'
import { placesCopy } from '../places-copy'

const DAYS = ['1', '7', '30', '90'] as const

/** 请人值守: for how long, then the invitation to be scanned from this screen; a new one each time, since each works once. */
export function InviteSheet({ place, onClose }: { place: OwnPlace | null; onClose: () => void }) {
  const words = useCopy(placesCopy)
  const pick = usePick()
  const language = useSpokenLanguage()
  const [days, choose] = useState<(typeof DAYS)[number]>('7')
  const [invitation, show] = useState<GuardInvitation | null>(null)
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const invite = async (placeId: string) => {
    setProblem('')
    setWorking(true)
    try {
      show(await inviteGuard({ placeId, days: Number(days), key: newIdempotencyKey() }))
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const close = () => {
    show(null)
    setProblem('')
    onClose()
  }
  return (
    <BottomSheet id="invite-sheet" open={place !== null} title={words.invite} onClose={close}>
      {place === null ? null : invitation ? (
        <View className="l-stack">
          <View className="t-head">{words.inviteScan}</View>
          <QrPanel id="guard-invitation" text={invitation.url} label={words.inviteLabel} />
          <View className="t-note">{words.inviteOnce}</View>
          <View className="t-note">{words.inviteUntil(formatWhen(invitation.expiresAt, { language, now: serverNow() }))}</View>
        </View>
      ) : (
        <View className="l-stack">
          <FieldFrame id="invite-days" label={words.inviteFor} group>
            <ChipChoice
              id="invite-days-choice"
              label={words.inviteFor}
              options={DAYS.map((each) => ({ value: each, label: words.days(Number(each)) }))}
              value={days}
              onChange={choose}
            />
          </FieldFrame>
          {problem ? (
            <Banner tone="bad" live>
              {problem}
            </Banner>
          ) : null}
          <Button id="make-invitation" icon="qr-code" onPress={() => void invite(place.id)} loading={working}>
            {words.inviteShow}
          </Button>
        </View>
      )}
    </BottomSheet>
  )
}

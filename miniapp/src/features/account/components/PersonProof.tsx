import { View } from '@tarojs/components'
import type { PasswordProofs } from '@zsb/shared/presentation'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { Banner, Button, Field, TextLink, useSecondsLeft } from '@/ui'
import { sendPasswordCode } from '../api'
import { safetyCopy } from '../safety-copy'

interface PersonProofProps {
  proofs: PasswordProofs
  code: string
  onCode: (code: string) => void
  problem?: string
  /** What it is for, and what may be done once it is given. */
  why: string
  proved: string
}

/** Shows that it is the person, not only the phone: by a code to the account's own number, or a face or a window, of equal weight. */
export function PersonProof({ proofs, code, onCode, problem, why, proved }: PersonProofProps) {
  const words = useCopy(safetyCopy)
  const pick = usePick()
  const [until, setUntil] = useState<Date | null>(null)
  const [sent, setSent] = useState(false)
  const [refused, setRefused] = useState('')
  const [sending, setSending] = useState(false)
  const wait = useSecondsLeft(until)
  const waiting = wait !== null && wait > 0
  const send = async () => {
    setRefused('')
    setSending(true)
    try {
      const { resendAfter } = await sendPasswordCode()
      setSent(true)
      setUntil(new Date(resendAfter))
    } catch (cause) {
      const error = toApiError(cause)
      setRefused(pick(error))
      if (error.retryAfterSeconds) setUntil(new Date(serverNow().getTime() + error.retryAfterSeconds * 1000))
    } finally {
      setSending(false)
    }
  }
  if (proofs.proved)
    return (
      <Banner tone="good" icon="user-round-check">
        {proved}
      </Banner>
    )
  const otherWay = (
    <TextLink id="password-other-proof" icon="user-round-check" chevron onPress={() => goTo(ENTRANCES.realName, { again: '1' })}>
      {proofs.phoneMasked ? words.passwordNoMessage : words.passwordByFace}
    </TextLink>
  )
  if (!proofs.phoneMasked)
    return (
      <View className="l-stack-tight">
        <Banner tone="info">{problem ?? why}</Banner>
        {otherWay}
      </View>
    )
  return (
    <View className="l-stack-tight">
      <Field
        id="password-code"
        kind="code"
        label={words.passwordCode(proofs.phoneMasked)}
        help={sent ? words.passwordCodeSent : why}
        error={problem ?? (refused || undefined)}
        maxLength={6}
        value={code}
        onChange={onCode}
        trailing={
          <Button id="password-send-code" kind="quiet" narrow onPress={() => void send()} loading={sending} disabled={waiting}>
            {waiting ? words.passwordSendAgain(wait) : words.passwordSendCode}
          </Button>
        }
      />
      {otherWay}
    </View>
  )
}

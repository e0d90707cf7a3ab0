import { View } from '@tarojs/components'
import type { SignInRequest } from '@zsb/shared/session'
import { useState, type ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { toApiError } from '@/platform/request'
import { thisDevice } from '@/platform/this-device'
import { Banner, Button, Field, useSecondsLeft } from '@/ui'
import { sendCode } from '../api'
import { signInCopy } from '../copy'

const PHONE = /^1[3-9]\d{9}$/
const CODE = /^\d{6}$/

const EMPTY = { phone: '' }

interface Wrong {
  phone?: string
  otp?: string
  any?: string
}

interface PhoneFormProps {
  onSubmit: (ask: Extract<SignInRequest, { method: 'phone' }>) => Promise<void>
  /** Asked right before signing in: whether the privacy guide is agreed to. */
  allowed?: () => boolean
  /** What the button says; 登录 unless the number is proved for something else. */
  submit?: string
  /** Another button is the filled one of the screen. */
  quiet?: boolean
  /** The row of the privacy guide, between the fields and the button. */
  children?: ReactNode
}

/** Phone and one-time code; a refusal stands at the field it is about and what was typed stays. */
export function PhoneForm({ onSubmit, allowed = () => true, submit: action, quiet = false, children }: PhoneFormProps) {
  const words = useCopy(signInCopy)
  const pick = usePick()
  /** Kept while the app runs, until it has served; a one-time code is not. */
  const draft = useDraft('phone', EMPTY, { memoryOnly: ['phone'], saved: null })
  const { phone } = draft.typed
  const [otp, typeOtp] = useState('')
  const [wrong, setWrong] = useState<Wrong>({})
  const [sentTo, setSentTo] = useState('')
  // For the number it was about: whoever mistyped it need not wait to ask for the right one.
  const [pause, setPause] = useState<{ phone: string; until: Date } | null>(null)
  const [working, setWorking] = useState<'code' | 'signIn' | null>(null)
  const wait = useSecondsLeft(pause?.phone === phone ? pause.until : null)
  const waiting = wait !== null && wait > 0

  const send = async () => {
    if (!PHONE.test(phone)) return setWrong({ phone: words.phoneWrong })
    setWrong({})
    setWorking('code')
    try {
      const sent = await sendCode(phone)
      setSentTo(phone)
      setPause({ phone, until: new Date(sent.resendAfter) })
    } catch (cause) {
      const error = toApiError(cause)
      setWrong({ phone: pick(error) })
      // Asked for too soon, perhaps on another screen: the button says when it may be tried again, and tries nothing before.
      if (error.retryAfterSeconds) setPause({ phone, until: new Date(serverNow().getTime() + error.retryAfterSeconds * 1000) })
    } finally {
      setWorking(null)
    }
  }
  const submit = async () => {
    if (!PHONE.test(phone)) return setWrong({ phone: words.phoneWrong })
    if (!CODE.test(otp)) return setWrong({ otp: words.otpWrong })
    if (!allowed()) return
    setWrong({})
    setWorking('signIn')
    try {
      await onSubmit({ method: 'phone', phone, code: otp, device: thisDevice() })
      draft.clear()
    } catch (cause) {
      const error = toApiError(cause)
      setWrong(error.code === 'SIGN_IN_CODE_WRONG' || error.code === 'SIGN_IN_CODE_EXPIRED' ? { otp: pick(error) } : { any: pick(error) })
      setWorking(null)
    }
  }
  return (
    <View className="l-stack">
      {wrong.any ? (
        <Banner tone="bad" live>
          {wrong.any}
        </Banner>
      ) : null}
      <Field
        id="phone"
        kind="phone"
        label={words.phone}
        help={words.phoneHelp}
        error={wrong.phone}
        maxLength={11}
        value={phone}
        onChange={draft.type('phone')}
        onSubmit={() => void send()}
      />
      <Field
        id="otp"
        kind="code"
        label={words.otp}
        help={sentTo !== '' && sentTo === phone ? words.codeSent : words.otpHelp}
        error={wrong.otp}
        maxLength={6}
        value={otp}
        onChange={typeOtp}
        onSubmit={() => void submit()}
        trailing={
          <Button id="send-code" kind="quiet" narrow onPress={() => void send()} loading={working === 'code'} disabled={waiting}>
            {waiting ? words.sendAgain(wait) : words.sendCode}
          </Button>
        }
      />
      {children}
      <Button
        id={action ? 'phone-save' : 'sign-in'}
        kind={quiet ? 'quiet' : 'primary'}
        onPress={() => void submit()}
        loading={working === 'signIn'}
        loadingText={action ? undefined : words.signingIn}
      >
        {action ?? words.signIn}
      </Button>
    </View>
  )
}

import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { useIdle } from '@/platform/idle'
import { toApiError } from '@/platform/request'
import { refreshResources } from '@/platform/resource'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { useScreenLock } from '@/platform/screen-lock'
import { useSession } from '@/platform/session'
import { STAFF_IDLE_SECONDS } from '@zsb/shared/staff'
import { BottomSheet, Button, Field, Segmented, TextLink } from '@/ui'
import { unlockScreen } from './api'
import { staffCopy } from './copy'
import { leaveCounter } from './leave'
import './staff.scss'

const SIX_DIGITS = /^\d{6}$/

/** Covers a staff screen after five idle minutes, or when the API calls it locked (R30); what was typed below stays. */
export function LockScreen() {
  const words = useCopy(staffCopy)
  const signedIn = useSession((session) => session.who !== null)
  const idle = useIdle(STAFF_IDLE_SECONDS)
  const { locked, lock } = useScreenLock()
  useEffect(() => {
    if (idle && signedIn) lock()
  }, [idle, signedIn, lock])
  const open = signedIn && locked
  return (
    <>
      {open ? <View className="z-lock-cover" /> : null}
      <BottomSheet id="lock-sheet" open={open} title={words.locked}>
        <UnlockForm />
      </BottomSheet>
    </>
  )
}

function UnlockForm() {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const [by, choose] = useState<'pin' | 'totp'>('totp')
  const [digits, type] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  // Kept out of the field it would type into; the page below does not look at codes while it is locked.
  useKeyboardScanner(() => {
    setProblem(words.scannedLocked)
    signal('wrongKind')
  })
  const unlock = async () => {
    if (!SIX_DIGITS.test(digits)) return setProblem(words.sixDigits)
    setWorking(true)
    try {
      await unlockScreen(by === 'pin' ? { pin: digits } : { totp: digits })
      type('')
      setProblem('')
      useScreenLock.getState().open()
      void refreshResources('/api/v1/')
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  const change = (next: 'pin' | 'totp') => {
    choose(next)
    type('')
    setProblem('')
  }
  return (
    <View className="l-stack">
      <View>{words.lockedWhy}</View>
      <Segmented
        id="unlock-by"
        label={words.unlockBy}
        value={by}
        onChange={change}
        options={[
          { value: 'totp', label: words.byTotp },
          { value: 'pin', label: words.byPin },
        ]}
      />
      <Field
        id={`unlock-${by}`}
        label={by === 'pin' ? words.pin : words.totp}
        help={by === 'pin' ? words.pinHelp : words.totpHelp}
        kind={by === 'pin' ? 'password' : 'code'}
        maxLength={6}
        value={digits}
        onChange={type}
        error={problem || undefined}
        onSubmit={() => void unlock()}
      />
      <Button id="unlock" onPress={() => void unlock()} loading={working}>
        {words.unlock}
      </Button>
      <TextLink id="unlock-leave" icon="log-out" onPress={() => void leaveCounter()}>
        {words.otherPerson}
      </TextLink>
    </View>
  )
}

import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { useSession } from '@/platform/session'
import { useIdle } from '@/platform/idle'
import { BottomSheet, Button, Field } from '@/ui'
import { unlockScreen } from './api'
import { staffCopy } from './copy'

const IDLE_SECONDS = 300

/** Covers a staff screen after five idle minutes (R30); what was typed below stays. */
export function LockScreen() {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const signedIn = useSession((session) => session.who !== null)
  const idle = useIdle(IDLE_SECONDS)
  const [locked, lock] = useState(false)
  const [totp, type] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  useEffect(() => {
    if (idle) lock(true)
  }, [idle])
  const unlock = async () => {
    setWorking(true)
    try {
      await unlockScreen(totp)
      type('')
      setProblem('')
      lock(false)
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }
  return (
    <BottomSheet id="lock-sheet" open={signedIn && locked} title={words.locked} onClose={() => undefined}>
      <View className="l-stack">
        <View>{words.lockedWhy}</View>
        <Field id="unlock-totp" label={words.totp} help={words.totpHelp} kind="code" maxLength={6} value={totp} onChange={type} error={problem || undefined} onSubmit={() => void unlock()} />
        <Button id="unlock" onPress={() => void unlock()} loading={working}>
          {words.unlock}
        </Button>
      </View>
    </BottomSheet>
  )
}

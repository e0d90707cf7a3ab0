import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { signal } from '@/platform/feedback'
import { startAt } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import { Banner, Button, Card, Field, Heading, Page } from '@/ui'
import { signInStaff } from '../../api'
import { staffCopy } from '../../copy'
import { firstPageOf } from '../../duties'

/** Password and second factor; the office, the role and the scenes come with the account. */
export default function StaffSignInPage() {
  const words = useCopy(staffCopy)
  const pick = usePick()
  const [username, typeUsername] = useState('')
  const [password, typePassword] = useState('')
  const [totp, typeTotp] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  // The scanner types where the focus is: kept out of the fields, and said loudly, as everywhere at the counter.
  useKeyboardScanner(() => {
    setProblem(words.scannedTooEarly)
    signal('wrongKind')
  })
  const enter = async () => {
    if (!username.trim() || !password || !/^\d{6}$/.test(totp.trim())) return setProblem(words.incomplete)
    setWorking(true)
    setProblem('')
    try {
      const { capacity } = await signInStaff({ username: username.trim(), password, totp: totp.trim() })
      startAt(firstPageOf(capacity))
    } catch (cause) {
      const error = toApiError(cause)
      const number = error.field('/device')
      setProblem(number ? `${pick(error)} ${pick(number)}` : pick(error))
    } finally {
      setWorking(false)
    }
  }
  return (
    <Page title={words.title}>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.lead}
        </Heading>
        {problem ? (
          <Banner tone="bad" live>
            {problem}
          </Banner>
        ) : null}
        <Card>
          <View className="l-stack">
            <Field id="staff-username" label={words.username} maxLength={32} value={username} onChange={typeUsername} autoComplete="username" />
            <Field
              id="staff-password"
              label={words.password}
              kind="password"
              maxLength={128}
              value={password}
              onChange={typePassword}
              autoComplete="current-password"
            />
            <Field
              id="staff-totp"
              label={words.totp}
              help={words.totpHelp}
              kind="code"
              maxLength={6}
              value={totp}
              onChange={typeTotp}
              onSubmit={() => void enter()}
            />
          </View>
        </Card>
        <Button id="staff-sign-in" icon="log-in" loading={working} onPress={() => void enter()}>
          {words.signIn}
        </Button>
        <View className="t-note">{words.noWayIn}</View>
      </View>
    </Page>
  )
}

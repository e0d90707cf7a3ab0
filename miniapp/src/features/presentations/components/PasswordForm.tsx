import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Field, Heading } from '@/ui'
import { setPassword, unlock } from '../api'
import { presentCopy } from '../copy'

const SIX_DIGITS = /^\d{6}$/

/** Asks for the 亮证密码, or sets it the first time; what was typed is kept when it is refused. */
export function PasswordForm({ mode, onOpen }: { mode: 'set' | 'enter'; onOpen: () => void }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const [password, change] = useState('')
  const [again, changeAgain] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)
  const setting = mode === 'set'

  const submit = async () => {
    if (!SIX_DIGITS.test(password)) return setProblem(words.passwordForm)
    if (setting && password !== again) return setProblem(words.passwordDiffers)
    setWorking(true)
    try {
      await (setting ? setPassword({ password }) : unlock(password))
      onOpen()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }

  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {setting ? words.passwordSetTitle : words.passwordTitle}
        </Heading>
        <Banner tone="info" icon="lock">
          {setting ? words.passwordSetWhy : words.passwordWhy}
        </Banner>
        <Field
          id="presentation-password"
          label={words.passwordLabel}
          kind="password"
          maxLength={6}
          value={password}
          onChange={change}
          error={problem || undefined}
          onSubmit={() => void submit()}
        />
        {setting ? (
          <Field
            id="presentation-password-again"
            label={words.passwordAgain}
            kind="password"
            maxLength={6}
            value={again}
            onChange={changeAgain}
            onSubmit={() => void submit()}
          />
        ) : null}
        <Button id="presentation-unlock" onPress={() => void submit()} loading={working}>
          {setting ? words.savePassword : words.unlock}
        </Button>
      </View>
    </Card>
  )
}

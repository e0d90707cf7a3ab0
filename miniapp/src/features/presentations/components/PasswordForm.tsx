import { View } from '@tarojs/components'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, Field, Heading, TextLink } from '@/ui'
import { unlock } from '../api'
import { presentCopy } from '../copy'

const SIX_DIGITS = /^\d{6}$/

/** Asks for the 亮证密码; setting it takes proof of who one is, on a page of its own that comes back here. What was typed is kept when refused. */
export function PasswordForm({ mode, onOpen }: { mode: 'set' | 'enter'; onOpen: () => void }) {
  const words = useCopy(presentCopy)
  const pick = usePick()
  const [password, change] = useState('')
  const [problem, setProblem] = useState('')
  const [working, setWorking] = useState(false)

  const submit = async () => {
    if (!SIX_DIGITS.test(password)) return setProblem(words.passwordForm)
    setWorking(true)
    try {
      await unlock(password)
      onOpen()
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    } finally {
      setWorking(false)
    }
  }

  if (mode === 'set')
    return (
      <Card>
        <View className="l-stack">
          <Heading level={2} className="t-title">
            {words.passwordSetTitle}
          </Heading>
          <Banner tone="info" icon="lock">
            {words.passwordSetWhy}
          </Banner>
          <Button id="presentation-password-set" onPress={() => goTo(ENTRANCES.password, { back: '1' })}>
            {words.setPassword}
          </Button>
        </View>
      </Card>
    )
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.passwordTitle}
        </Heading>
        <Banner tone="info" icon="lock">
          {words.passwordWhy}
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
        <Button id="presentation-unlock" onPress={() => void submit()} loading={working}>
          {words.unlock}
        </Button>
        <TextLink id="presentation-password-forgot" chevron onPress={() => goTo(ENTRANCES.password, { forgot: '1', back: '1' })}>
          {words.forgotPassword}
        </TextLink>
      </View>
    </Card>
  )
}

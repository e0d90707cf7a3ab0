import { View } from '@tarojs/components'
import type { UnlockState } from '@zsb/shared/presentation'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { toApiError } from '@/platform/request'
import { useResource } from '@/platform/resource'
import { Banner, Button, ErrorState, Field, Heading, Page, Skeleton } from '@/ui'
import { passwordPath, passwordSchema, savePassword } from '../../api'
import { safetyCopy } from '../../safety-copy'

const SIX_DIGITS = /^\d{6}$/

export default function PasswordPage() {
  const words = useCopy(safetyCopy)
  const state = useResource<UnlockState>(passwordPath, { schema: passwordSchema, asSelf: true })
  return (
    <Page title={words.password} onReconnect={() => void state.reload()}>
      {state.data ? (
        <PasswordForm change={state.data.passwordSet} onSaved={() => void state.reload()} />
      ) : state.error ? (
        <ErrorState error={state.error} onRetry={state.reload} />
      ) : (
        <Skeleton rows={2} />
      )}
    </Page>
  )
}

type Wrong = Partial<Record<'old' | 'next' | 'again', string>>
const NOTHING = { old: '', next: '', again: '' }

/** Sets the 亮证密码, or changes it with the present one; what is wrong stands at its field. */
function PasswordForm({ change, onSaved }: { change: boolean; onSaved: () => void }) {
  const words = useCopy(safetyCopy)
  const pick = usePick()
  const [typed, setTyped] = useState(NOTHING)
  const [wrong, setWrong] = useState<Wrong>({})
  const [saved, setSaved] = useState(false)
  const [working, setWorking] = useState(false)
  const type = (field: keyof typeof NOTHING) => (text: string) => setTyped((all) => ({ ...all, [field]: text }))
  const save = async () => {
    setSaved(false)
    if (change && !SIX_DIGITS.test(typed.old)) return setWrong({ old: words.passwordForm })
    if (!SIX_DIGITS.test(typed.next)) return setWrong({ next: words.passwordForm })
    if (typed.next !== typed.again) return setWrong({ again: words.passwordDiffers })
    setWrong({})
    setWorking(true)
    try {
      await savePassword({ password: typed.next, ...(change && { oldPassword: typed.old }) })
      setTyped(NOTHING)
      setSaved(true)
      onSaved()
    } catch (cause) {
      const error = toApiError(cause)
      setWrong(change && error.code !== 'PRESENTATION_PASSWORD_WEAK' ? { old: pick(error) } : { next: pick(error) })
    } finally {
      setWorking(false)
    }
  }
  return (
    <View className="l-stack">
      <Heading level={2} className="t-title">
        {change ? words.passwordChangeTitle : words.passwordSetTitle}
      </Heading>
      <View>{words.passwordWhy}</View>
      {saved ? (
        <Banner tone="good" live>
          {words.passwordSaved}
        </Banner>
      ) : null}
      {change ? (
        <Field id="password-old" kind="password" label={words.passwordOld} error={wrong.old} maxLength={6} value={typed.old} onChange={type('old')} />
      ) : null}
      <Field
        id="password-new"
        kind="password"
        label={words.passwordNew}
        help={words.passwordNewHelp}
        error={wrong.next}
        maxLength={6}
        value={typed.next}
        onChange={type('next')}
      />
      <Field
        id="password-again"
        kind="password"
        label={words.passwordAgain}
        error={wrong.again}
        maxLength={6}
        value={typed.again}
        onChange={type('again')}
        onSubmit={() => void save()}
      />
      <Button id="password-save" onPress={() => void save()} loading={working}>
        {words.passwordSave}
      </Button>
      {change ? <View className="t-note">{words.passwordForgot}</View> : null}
    </View>
  )
}

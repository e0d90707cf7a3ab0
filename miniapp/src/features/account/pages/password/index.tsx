import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { PasswordProofs, UnlockState } from '@zsb/shared/presentation'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Button, ErrorState, Field, Heading, Page, Skeleton, TextLink } from '@/ui'
import { passwordPath, passwordSchema, proofsPath, proofsSchema, savePassword } from '../../api'
import { PersonProof } from '../../components/PersonProof'
import { safetyCopy } from '../../safety-copy'

const SIX_DIGITS = /^\d{6}$/

/** 亮证密码. `forgot` begins without the old one; `back` returns to whoever asked for it once it is saved. */
export default function PasswordPage() {
  const words = useCopy(safetyCopy)
  const { forgot, back } = useRouter().params
  const state = useResource<UnlockState>(passwordPath, { schema: passwordSchema, asSelf: true })
  const proofs = useResource<PasswordProofs>(proofsPath, { schema: proofsSchema, asSelf: true })
  const [isForgotten, setForgotten] = useState(forgot === '1')
  const reload = () => {
    void state.reload()
    void proofs.reload()
  }
  const saved = () => {
    reload()
    setForgotten(false)
    void refreshResources('/api/v1/presentation-options')
    if (back === '1') goBack()
  }
  const problem = state.error ?? proofs.error
  return (
    <Page title={words.password} onReconnect={reload}>
      {state.data && proofs.data ? (
        <PasswordForm
          mode={!state.data.passwordSet ? 'first' : isForgotten ? 'reset' : 'change'}
          proofs={proofs.data}
          onSaved={saved}
          onForgot={() => setForgotten(true)}
        />
      ) : problem ? (
        <ErrorState error={problem} onRetry={reload} />
      ) : (
        <Skeleton rows={2} />
      )}
    </Page>
  )
}

type Mode = 'first' | 'reset' | 'change'
type Wrong = Partial<Record<'old' | 'code' | 'next' | 'again', string>>
const NOTHING = { old: '', code: '', next: '', again: '' }
/** At which field the API's refusal stands. */
const FIELD_OF: Record<string, keyof Wrong> = {
  PRESENTATION_PASSWORD_WRONG: 'old',
  PRESENTATION_PASSWORD_LOCKED: 'old',
  PRESENTATION_PASSWORD_PROOF_NEEDED: 'code',
  SIGN_IN_CODE_WRONG: 'code',
  SIGN_IN_CODE_EXPIRED: 'code',
}

interface PasswordFormProps {
  mode: Mode
  proofs: PasswordProofs
  onSaved: () => void
  onForgot: () => void
}

/** Sets the 亮证密码, or changes it with the present one; what is wrong stands at its field. */
function PasswordForm({ mode, proofs, onSaved, onForgot }: PasswordFormProps) {
  const words = useCopy(safetyCopy)
  const pick = usePick()
  const [typed, setTyped] = useState(NOTHING)
  const [wrong, setWrong] = useState<Wrong>({})
  const [saved, setSaved] = useState(false)
  const [working, setWorking] = useState(false)
  const change = mode === 'change'
  const byCode = !change && !proofs.proved && proofs.phoneMasked !== null
  const type = (field: keyof typeof NOTHING) => (text: string) => setTyped((all) => ({ ...all, [field]: text }))
  const save = async () => {
    setSaved(false)
    if (change && !SIX_DIGITS.test(typed.old)) return setWrong({ old: words.passwordForm })
    if (byCode && !SIX_DIGITS.test(typed.code)) return setWrong({ code: words.passwordCodeForm })
    if (!SIX_DIGITS.test(typed.next)) return setWrong({ next: words.passwordForm })
    if (typed.next !== typed.again) return setWrong({ again: words.passwordDiffers })
    setWrong({})
    setWorking(true)
    try {
      await savePassword({ password: typed.next, ...(change && { oldPassword: typed.old }), ...(byCode && { code: typed.code }) })
      setTyped(NOTHING)
      setSaved(true)
      onSaved()
    } catch (cause) {
      const error = toApiError(cause)
      setWrong({ [FIELD_OF[error.code] ?? 'next']: pick(error) })
    } finally {
      setWorking(false)
    }
  }
  return (
    <View className="l-stack">
      <Heading level={2} className="t-title">
        {{ first: words.passwordSetTitle, reset: words.passwordResetTitle, change: words.passwordChangeTitle }[mode]}
      </Heading>
      <View>{words.passwordWhy}</View>
      {saved ? (
        <Banner tone="good" live>
          {words.passwordSaved}
        </Banner>
      ) : null}
      {change ? (
        <>
          <Field id="password-old" kind="password" label={words.passwordOld} error={wrong.old} maxLength={6} value={typed.old} onChange={type('old')} />
          <TextLink id="password-forgot" chevron onPress={onForgot}>
            {words.passwordForgot}
          </TextLink>
        </>
      ) : (
        <PersonProof why={words.passwordProofWhy} proved={words.passwordProved} proofs={proofs} code={typed.code} onCode={type('code')} problem={wrong.code} />
      )}
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
    </View>
  )
}

import { View } from '@tarojs/components'
import type { Me } from '@zsb/shared/holder'
import type { PasswordProofs } from '@zsb/shared/presentation'
import type { BindPhone } from '@zsb/shared/session'
import { useState } from 'react'
import { PhoneForm } from '@/features/sign-in'
import { useCopy, usePick } from '@/platform/copy'
import { goBack } from '@/platform/navigate'
import { PARTNER } from '@/platform/partner-code'
import { toApiError } from '@/platform/request'
import { refreshResources, useResource } from '@/platform/resource'
import { Banner, Button, Card, EmptyState, ErrorState, Fact, Heading, HostPhoneButton, Page, Skeleton } from '@/ui'
import { bindPhone, proofsPath, proofsSchema } from '../../api'
import { PersonProof } from '../../components/PersonProof'
import { safetyCopy } from '../../safety-copy'
import { mePath, meSchema } from '../../start-api'

/** 手机号: proved once, by WeChat or by a message; with it and real-naming, accounts of one person become one. */
export default function PhonePage() {
  const words = useCopy(safetyCopy)
  const me = useResource<Me>(mePath, { schema: meSchema, asSelf: true })
  const proofs = useResource<PasswordProofs>(proofsPath, { schema: proofsSchema, asSelf: true })
  const reload = () => {
    void me.reload()
    void proofs.reload()
  }
  const problem = me.error ?? proofs.error
  return (
    <Page title={words.phone} onReconnect={reload}>
      {me.data && proofs.data ? <Phone me={me.data} proofs={proofs.data} /> : problem ? <ErrorState error={problem} onRetry={reload} /> : <Skeleton rows={2} />}
    </Page>
  )
}

function Phone({ me, proofs }: { me: Me; proofs: PasswordProofs }) {
  const words = useCopy(safetyCopy)
  const pick = usePick()
  const [problem, setProblem] = useState('')
  const [currentCode, typeCurrentCode] = useState('')
  const [done, setDone] = useState<Me | null>(null)
  // The first number of an account that is nobody's yet opens nothing.
  const needsProof = me.phoneMasked !== null || me.accountLevel !== 'none'
  const bind = async (proof: BindPhone) => {
    setDone(await bindPhone({ ...proof, ...(needsProof && currentCode !== '' && { currentCode }) }))
    void refreshResources(mePath)
  }
  const byWechat = async (code: string | null) => {
    setProblem('')
    if (!code) return setProblem(words.phoneRefused)
    try {
      await bind({ method: 'wechat', code })
    } catch (cause) {
      setProblem(pick(toApiError(cause)))
    }
  }
  if (done)
    return (
      <EmptyState
        icon="circle-check"
        title={words.phoneDone(done.phoneMasked ?? '')}
        sentence={done.signInMethods.includes('phone') ? words.phoneDoneWhy : words.phoneElsewhere}
      >
        <Button id="phone-back" kind="quiet" onPress={goBack}>
          {words.phoneBack}
        </Button>
      </EmptyState>
    )
  return (
    <View className="l-stack">
      <View>{words.phoneWhy}</View>
      <Card>
        <Fact name={words.phoneNow}>{me.phoneMasked ?? words.phoneNone}</Fact>
      </Card>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      {needsProof ? (
        <View className="l-stack-tight">
          <Heading level={2}>{words.phoneProofTitle}</Heading>
          <PersonProof
            proofs={{ phoneMasked: me.phoneMasked, proved: proofs.proved }}
            code={currentCode}
            onCode={typeCurrentCode}
            why={words.phoneProofWhy}
            proved={words.phoneProved}
          />
        </View>
      ) : null}
      {me.phoneMasked ? <Heading level={2}>{words.phoneChange}</Heading> : null}
      {PARTNER === 'wechat' ? (
        <>
          <HostPhoneButton id="phone-wechat" onCode={(code) => void byWechat(code)}>
            {words.phoneByWechat}
          </HostPhoneButton>
          <Heading level={2}>{words.phoneOther}</Heading>
        </>
      ) : null}
      <PhoneForm submit={words.phoneSave} quiet={PARTNER === 'wechat'} onSubmit={({ phone, code }) => bind({ method: 'code', phone, code })} />
    </View>
  )
}

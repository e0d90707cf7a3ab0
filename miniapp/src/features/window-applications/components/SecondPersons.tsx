import { View } from '@tarojs/components'
import { CONSENT_SHEET, type JointAtWindow } from '@zsb/shared/window-application'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useKeyFor } from '@/platform/key-for'
import { openFile } from '@/platform/open-file'
import { toApiError } from '@/platform/request'
import { Banner, Button, Card, ChoiceCard, ChoiceGroup, Heading, Section } from '@/ui'
import { fetchConsentSheet, signConsent } from '../api'
import { atWindowCopy } from '../copy'
import { SignedSheet } from './SignedSheet'

type Role = JointAtWindow['joint']['roles'][number]

/** 另一方: he answers on his own phone, or signs 授权书 here if he came along. */
export function SecondPersons({ joint: { id, roles }, onSigned }: { joint: JointAtWindow['joint']; onSigned: () => Promise<void> }) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  return (
    <Section id="second-persons" title={words.others} aside={words.othersWhy}>
      {roles.map((role) => (
        <Card key={role.code} id={`role-${role.code}`}>
          <View className="l-stack">
            <Heading level={3}>{pick(role)}</Heading>
            <View>{words.consents[role.state](role.licences.map(pick).join(words.between))}</View>
            {role.state === 'pending' ? <SignHere id={id} role={role} onSigned={onSigned} /> : null}
          </View>
        </Card>
      ))}
    </Section>
  )
}

function SignHere({ id, role, onSigned }: { id: string; role: Role; onSigned: () => Promise<void> }) {
  const words = useCopy(atWindowCopy)
  const pick = usePick()
  const { code } = role
  const [opened, open] = useState(false)
  const [seen, see] = useState(false)
  const [sheet, scan] = useState<readonly string[]>([])
  const [working, setWorking] = useState<'print' | 'sign' | null>(null)
  const [problem, setProblem] = useState('')
  const keyFor = useKeyFor()
  const act = async (what: 'print' | 'sign', work: () => Promise<void>) => {
    setProblem('')
    setWorking(what)
    try {
      await work()
    } catch (cause) {
      const error = toApiError(cause)
      setProblem([pick(error), ...error.fields.map(pick)].join(' '))
    } finally {
      setWorking(null)
    }
  }
  if (!opened)
    return (
      <Button id={`sign-here-${code}`} kind="quiet" icon="user-round-check" onPress={() => open(true)}>
        {words.signHere(pick(role))}
      </Button>
    )
  return (
    <View className="l-stack">
      <View className="t-note">{words.signHereWhy}</View>
      {problem ? (
        <Banner tone="bad" live>
          {problem}
        </Banner>
      ) : null}
      <Button
        id={`print-consent-${code}`}
        kind="quiet"
        icon="file-text"
        loading={working === 'print'}
        onPress={() => void act('print', async () => openFile(await fetchConsentSheet({ id, role: code })))}
      >
        {words.printConsent}
      </Button>
      <SignedSheet
        caseId={id}
        id={`consent-sheet-${code}`}
        code={CONSENT_SHEET}
        label={words.consentSheet}
        help={words.consentSheetWhy}
        ids={sheet}
        onChange={scan}
      />
      <ChoiceGroup kind="checkbox" label={words.beginFirst}>
        <ChoiceCard id={`consent-seen-${code}`} kind="checkbox" title={words.seen} chosen={seen} onChoose={() => see(!seen)} />
      </ChoiceGroup>
      <Button
        id={`consent-signed-${code}`}
        loading={working === 'sign'}
        disabled={!seen || sheet.length === 0}
        disabledReason={words.consentFirst}
        onPress={() =>
          void act('sign', async () => {
            await signConsent({ id, role: code, sheet, key: keyFor([code, sheet]) })
            await onSigned()
          })
        }
      >
        {words.consentSigned}
      </Button>
    </View>
  )
}

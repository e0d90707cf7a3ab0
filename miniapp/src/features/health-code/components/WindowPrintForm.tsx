import { View } from '@tarojs/components'
import type { PrintedCode } from '@zsb/shared/health-code'
import type { DocumentClaim } from '@zsb/shared/holder'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useHandIn } from '@/platform/hand-in'
import { Banner, Button, Card, ChipChoice, ChoiceCard, ChoiceGroup, Heading } from '@/ui'
import { DocumentFields, useDocumentInHand } from '@/ui/document-in-hand'
import { printAtWindow, revokeAtWindow } from '../api'
import { printedCopy } from '../printed-copy'
import { CorrectTaken, type Again } from './CorrectTaken'
import { TakeDown, type JustTaken } from './TakeDown'

export type WindowPrinted = { act: 'print'; made: PrintedCode } | { act: 'revoke'; nameMasked: string } | ({ act: 'declare' | 'correct' } & JustTaken)

interface Asked {
  act: 'print' | 'revoke'
  person: DocumentClaim
}

const doAtWindow = async ({ act, person }: Asked, key: string): Promise<WindowPrinted> => {
  const body = { person, documentSeen: true } as const
  return act === 'print'
    ? { act, made: await printAtWindow({ ...body, consentSigned: true }, key) }
    : { act, nameMasked: (await revokeAtWindow(body, key)).nameMasked }
}

/** Who it is, by the document in the clerk's hand. Nothing of it is kept on this machine. */
export function WindowPrintForm({ again, onDone }: { again: Again | null; onDone: (done: WindowPrinted) => void }) {
  const words = useCopy(printedCopy)
  const pick = usePick()
  const inHand = useDocumentInHand(again?.person)
  const [act, chooseAct] = useState<WindowPrinted['act']>(again ? 'correct' : 'print')
  const [seen, setSeen] = useState(false)
  const [consent, setConsent] = useState(false)
  const { working, problem, send } = useHandIn(doAtWindow, onDone)
  const submit = () => {
    const person = inHand.read()
    if (act === 'print' || act === 'revoke') void send(person && { act, person })
  }
  const refused = problem?.field('/body/person/number')
  return (
    <Card>
      <View className="l-stack">
        <Heading level={2} className="t-title">
          {words.windowLead[act]}
        </Heading>
        <View className="t-note">{words.windowWhy[act]}</View>
        {problem ? (
          <View id="window-print-refused">
            <Banner tone="bad" live>
              {problem.code === 'NOT_FOUND' ? words.notThere : pick(problem)}
            </Banner>
          </View>
        ) : null}
        <ChipChoice
          id="window-print-act"
          label={words.act}
          value={act}
          onChange={chooseAct}
          options={[
            { value: 'print', label: words.acts.print },
            { value: 'declare', label: words.acts.declare },
            { value: 'correct', label: words.acts.correct },
            { value: 'revoke', label: words.acts.revoke },
          ]}
        />
        <DocumentFields id="window-print" inHand={inHand} refused={refused ? pick(refused) : undefined} />
        <ChoiceGroup kind="checkbox" label={words.first}>
          <ChoiceCard id="window-print-seen" kind="checkbox" title={words.seen} chosen={seen} onChoose={() => setSeen(!seen)} />
          {act !== 'revoke' ? (
            <ChoiceCard id="window-print-consent" kind="checkbox" title={words.consent} chosen={consent} onChoose={() => setConsent(!consent)} />
          ) : null}
        </ChoiceGroup>
        {act === 'declare' ? (
          <TakeDown inHand={inHand} ready={seen && consent} corrects={null} onDone={(taken) => onDone({ act, ...taken })} />
        ) : act === 'correct' ? (
          <CorrectTaken inHand={inHand} seen={seen} ready={seen && consent} just={again} onDone={(taken) => onDone({ act, ...taken })} />
        ) : (
          <Button
            id="window-print-do"
            kind={act === 'print' ? 'primary' : 'danger'}
            onPress={submit}
            loading={working}
            disabled={!seen || (act === 'print' && !consent)}
            disabledReason={act === 'print' ? words.first : words.firstSeen}
          >
            {act === 'print' ? words.print : words.revokeDo}
          </Button>
        )}
      </View>
    </Card>
  )
}

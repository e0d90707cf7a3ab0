import { View } from '@tarojs/components'
import type { DeclareAtWindow, DeclaredAtWindow, TakenDown } from '@zsb/shared/health-code'
import type { Form } from '@zsb/shared/form'
import type { DocumentClaim } from '@zsb/shared/holder'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useHandIn } from '@/platform/hand-in'
import { useResource } from '@/platform/resource'
import { Banner, Button, ErrorState, Skeleton } from '@/ui'
import type { DocumentInHand } from '@/ui/document-in-hand'
import { declareAtWindow, windowFormPath, windowFormSchema } from '../api'
import { printedCopy } from '../printed-copy'
import { useDeclarationForm } from '../useDeclarationForm'
import { DeclarationFields } from './DeclarationFields'

/** What was taken down just now, and for whom: what is written wrong is put right before it is signed. */
export interface JustTaken {
  made: DeclaredAtWindow
  person: DocumentClaim
  answers: DeclareAtWindow['answers']
}
interface Props {
  inHand: DocumentInHand
  /** Document compared, consent signed. */
  ready: boolean
  /** The one whose place it takes; null for a new one. */
  corrects: TakenDown | null
  onDone: (done: JustTaken) => void
}

/** 窗口代为申报: what an elder without a phone says, taken down by the clerk and printed to be signed. Nothing of it is kept on this machine. */
export function TakeDown(props: Props) {
  const { data, error, reload } = useResource(windowFormPath, { schema: windowFormSchema })
  if (data) return <Filling {...props} form={data.form} />
  return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={4} />
}

const takeDown = async (body: DeclareAtWindow, key: string): Promise<JustTaken> => ({
  made: await declareAtWindow(body, key),
  person: body.person,
  answers: body.answers,
})

function Filling({ form, inHand, ready, corrects, onDone }: Props & { form: Form }) {
  const words = useCopy(printedCopy)
  const pick = usePick()
  const [typed, type] = useState<Record<string, string>>({})
  const { working, problem, send } = useHandIn(takeDown, onDone)
  const filling = useDeclarationForm({
    form,
    answers: corrects?.answers ?? {},
    typed,
    type: (code, text) => type((before) => ({ ...before, [code]: text })),
    problem,
  })
  const submit = () => {
    const person = inHand.read()
    const said = person && filling.toSend()
    void send(said && { person, documentSeen: true, consentSigned: true, ...said, ...(corrects && { corrects: corrects.id }) })
  }
  return (
    <View className="l-stack">
      <DeclarationFields filling={filling} name="window-health" />
      {problem ? (
        <View id="window-declare-refused">
          <Banner tone="bad" live>
            {pick(problem.field('/body/person/number') ?? problem)}
          </Banner>
        </View>
      ) : null}
      <Button id="window-declare-do" onPress={submit} loading={working} disabled={!ready} disabledReason={words.first}>
        {corrects ? words.correctDo : words.declare}
      </Button>
    </View>
  )
}

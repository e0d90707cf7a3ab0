import { View } from '@tarojs/components'
import { checkDeclaration, type DeclareAtWindow } from '@zsb/shared/health-code'
import type { Form } from '@zsb/shared/form'
import { toCalendarDate } from '@zsb/shared/time'
import { useState } from 'react'
import { answersToSend, encodeAnswer, filledOf, FormSections, readFilled, refusalsLeft, useLeft } from '@/features/applications'
import { serverNow } from '@/platform/clock'
import { useCopy, usePick } from '@/platform/copy'
import { useHandIn } from '@/platform/hand-in'
import { useResource } from '@/platform/resource'
import { Banner, Button, ErrorState, Skeleton } from '@/ui'
import type { DocumentInHand } from '@/ui/document-in-hand'
import { declareAtWindow, windowFormPath, windowFormSchema } from '../api'
import { declareCopy } from '../declare-copy'
import { printedCopy } from '../printed-copy'

interface Props {
  inHand: DocumentInHand
  /** Document compared, consent signed. */
  ready: boolean
  onDone: (done: { nameMasked: string }) => void
}

/** 窗口代为申报: what an elder without a phone says, taken down by the clerk. Nothing of it is kept on this machine. */
export function TakeDown(props: Props) {
  const { data, error, reload } = useResource(windowFormPath, { schema: windowFormSchema })
  if (data) return <Filling {...props} form={data.form} />
  return error ? <ErrorState error={error} onRetry={reload} /> : <Skeleton rows={4} />
}

function Filling({ form, inHand, ready, onDone }: Props & { form: Form }) {
  const words = useCopy(printedCopy)
  const { wrong } = useCopy(declareCopy)
  const pick = usePick()
  const [typed, type] = useState<Record<string, string>>({})
  const given = { form, answers: {}, sourced: [] }
  const filled = filledOf(given, typed)
  const today = toCalendarDate(serverNow())
  const byForm = readFilled(given, filled, today)
  const problems = [...byForm.problems, ...checkDeclaration(byForm.answers, today)]
  const fill = (code: string, value: unknown) => type((before) => ({ ...before, [code]: encodeAnswer(value) }))
  const { left, leave, removeRow } = useLeft(filled, fill)
  const { judged, working, problem, send } = useHandIn(declareAtWindow, onDone)
  const byServer = (problem?.fields ?? []).map(({ pointer, zh, en }) => ({ pointer: pointer.replace(/^(\/body)?\/answers/, ''), zh, en }))
  const submit = () => {
    const person = inHand.read()
    const body: DeclareAtWindow | null =
      person && problems.length === 0
        ? { person, documentSeen: true, consentSigned: true, formVersion: form.version, answers: answersToSend(given, filled, byForm) }
        : null
    void send(body)
  }
  return (
    <View className="l-stack">
      <FormSections
        form={form}
        filled={filled}
        read={byForm}
        refusals={[...byServer, ...(judged ? problems : refusalsLeft(problems, left))]}
        fill={fill}
        leave={leave}
        removeRow={removeRow}
        placeOf={(code) => `window-health.${code}`}
      />
      {judged && problems.length > 0 ? (
        <Banner tone="bad" live>
          {wrong(problems.length)}
        </Banner>
      ) : null}
      {problem ? (
        <View id="window-declare-refused">
          <Banner tone="bad" live>
            {pick(problem.field('/body/person/number') ?? problem)}
          </Banner>
        </View>
      ) : null}
      <Button id="window-declare-do" onPress={submit} loading={working} disabled={!ready} disabledReason={words.first}>
        {words.declare}
      </Button>
    </View>
  )
}

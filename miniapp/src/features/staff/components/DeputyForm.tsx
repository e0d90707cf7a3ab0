import { View } from '@tarojs/components'
import { parseCalendarDate } from '@zsb/shared/time'
import type { ColleagueList } from '@zsb/shared/staff'
import { useState } from 'react'
import { useCopy, usePick } from '@/platform/copy'
import { useDraft } from '@/platform/draft'
import { useKeyFor } from '@/platform/key-for'
import { toApiError, type ApiError } from '@/platform/request'
import { Banner, Button, Card, ChipChoice, Field, Heading } from '@/ui'
import { nameDeputy } from '../api'
import { deputiesCopy } from '../deputies-copy'

const EMPTY: Record<'absentId' | 'deputyId' | 'from' | 'until', string> & Record<string, string> = { absentId: '', deputyId: '', from: '', until: '' }

/** 指定代理: whose cases, who handles them, from which day to which. What was typed stays until it was taken. */
export function DeputyForm({ colleagues: { items, left }, onNamed }: { colleagues: ColleagueList; onNamed: () => void }) {
  const words = useCopy(deputiesCopy)
  const pick = usePick()
  const keyFor = useKeyFor()
  const { typed, type, clear } = useDraft<typeof EMPTY>('deputy', EMPTY, { memoryOnly: Object.keys(EMPTY), saved: null })
  const [judged, judge] = useState(false)
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<ApiError | null>(null)
  const days = { from: parseCalendarDate(typed.from), until: parseCalendarDate(typed.until) }
  const missing = {
    absentId: typed.absentId === '',
    deputyId: typed.deputyId === '' || typed.deputyId === typed.absentId,
    from: days.from === null,
    until: days.until === null,
  }
  const errorAt = (field: keyof typeof missing): string | undefined => {
    const refused = problem?.fields.find(({ pointer }) => pointer.endsWith(`/${field}`))
    if (refused) return pick(refused)
    return judged && missing[field] ? words.wrong[field] : undefined
  }
  const change = (field: keyof typeof missing) => (text: string) => {
    setProblem(null)
    type(field)(text)
  }
  const send = async () => {
    judge(true)
    setProblem(null)
    if (Object.values(missing).includes(true) || !days.from || !days.until) return
    const body = { absentId: typed.absentId, deputyId: typed.deputyId, from: days.from, until: days.until }
    setWorking(true)
    try {
      await nameDeputy(body, keyFor(body))
      clear()
      judge(false)
      onNamed()
    } catch (cause) {
      setProblem(toApiError(cause))
    } finally {
      setWorking(false)
    }
  }
  if (items.length === 0 || items.length + left.length < 2) return <Banner tone="info">{words.tooFew}</Banner>
  const options = items.map(({ staffId, name }) => ({ value: staffId, label: name }))
  const away = [...options, ...left.map(({ staffId, name }) => ({ value: staffId, label: words.hasLeft(name) }))]
  return (
    <Card id="name-deputy">
      <Heading level={2}>{words.name}</Heading>
      <View className="t-note">{words.nameWhy}</View>
      <View className="t-strong">{words.absent}</View>
      <ChipChoice id="absent" label={words.absent} value={typed.absentId || null} onChange={change('absentId')} options={away} />
      {errorAt('absentId') ? <Banner tone="bad">{errorAt('absentId')}</Banner> : null}
      <View className="t-strong">{words.deputy}</View>
      <ChipChoice
        id="deputy-is"
        label={words.deputy}
        value={typed.deputyId || null}
        onChange={change('deputyId')}
        options={options.filter(({ value }) => value !== typed.absentId)}
      />
      {errorAt('deputyId') ? <Banner tone="bad">{errorAt('deputyId')}</Banner> : null}
      <Field
        id="deputy-from"
        kind="number"
        label={words.from}
        help={words.dayHelp}
        maxLength={10}
        value={typed.from}
        onChange={change('from')}
        error={errorAt('from')}
      />
      <Field
        id="deputy-until"
        kind="number"
        label={words.until}
        help={words.dayHelp}
        maxLength={10}
        value={typed.until}
        onChange={change('until')}
        error={errorAt('until')}
      />
      {problem && problem.fields.length === 0 ? (
        <Banner tone="bad" live>
          {pick(problem)}
        </Banner>
      ) : null}
      <Button id="send-deputy" loading={working} onPress={() => void send()}>
        {words.send}
      </Button>
    </Card>
  )
}

import { View } from '@tarojs/components'
import type { Way } from '@zsb/shared/joint-application'
import { shutBy } from '@zsb/shared/service-item'
import { useCopy, usePick } from '@/platform/copy'
import { applicationCopy } from '@/platform/copy/applications'
import { Card, DependencyGraph, Fact, FactCells, List, ListRow, Section, StatusChip, TextLink, type GraphBox } from '@/ui'
import { guideCopy } from '../guide-copy'
import { roleBox, roleCode } from '../graph-boxes'

/** 办几件, 最长多久, 拿到什么, 还要谁同意. */
export function GuideFigures({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const nameOf = (code: string) => way.parts.filter((part) => part.code === code).map(pick)[0] ?? ''
  const results = way.parts.flatMap(({ result }) => (result ? [pick(result)] : []))
  const { days, chain } = way.longest
  const cells = [
    { id: 'fact-parts', name: words.howMany, value: way.next ? words.upTo(way.parts.length) : words.parts(way.parts.length), note: words.howManyNote },
    { id: 'fact-days', name: words.howLong, value: days > 0 ? words.days(days) : words.atOnce, note: words.then(chain.map(nameOf)) },
    {
      id: 'fact-results',
      name: words.get,
      value: results.length > 0 ? words.licences(results.length) : words.noLicences,
      note: results.join(words.between),
    },
    {
      id: 'fact-roles',
      name: words.whose,
      value: way.roles.length > 0 ? way.roles.map(pick).join(words.between) : words.nobody,
      note: way.roles.length > 0 ? words.onHisPhone : words.nobodyNote,
    },
  ]
  return <FactCells cells={cells} />
}

/** What was answered, and the way back to the questions. */
export function GuideSituation({ way, onAgain }: { way: Way; onAgain: () => void }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  return (
    <Section
      id="guide-situation"
      title={words.situation}
      aside={
        <TextLink id="guide-again" onPress={onAgain}>
          {words.again}
        </TextLink>
      }
    >
      <Card>
        <View>
          {way.questions.map((question) => (
            <Fact key={question.code} name={pick(question)}>
              {question.choices.filter(({ value }) => value === way.answers[question.code]).map(pick)}
            </Fact>
          ))}
        </View>
      </Card>
    </Section>
  )
}

/** The parts 子项: who does it, how long, what it ends with. */
export function GuideParts({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  return (
    <Section id="guide-parts" title={way.next ? words.partsMaybe : words.partsTitle(way.parts.length)}>
      <List>
        {way.parts.map((part) => {
          const shut = shutBy(part.standing)
          return (
            <ListRow
              key={part.code}
              id={`part-${part.code}`}
              icon="file-text"
              title={pick(part)}
              trailing={
                shut ? (
                  <StatusChip tone={shut.state === 'suspended' ? 'warn' : 'plain'} word={words.shut[shut.state]} />
                ) : way.next && part.when ? (
                  <StatusChip tone="plain" icon="circle-question-mark" word={words.maybe} />
                ) : undefined
              }
              note={
                <>
                  <View>{pick(part.department)}</View>
                  <View className="t-num">{part.promiseDays > 0 ? words.days(part.promiseDays) : words.atOnce}</View>
                  {part.result ? <View>{words.gives(pick(part.result))}</View> : null}
                  {shut ? <View>{pick(shut.reason)}</View> : null}
                </>
              }
            />
          )
        })}
      </List>
      {!way.next && way.spared.length > 0 ? <View className="t-note">{words.spared(way.spared.map(pick).join(words.between))}</View> : null}
    </Section>
  )
}

/** 谁先谁后. */
export function GuideOrder({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const lent = way.materials.flatMap(({ from, goesTo }) => (from.kind === 'role' ? goesTo.map((to) => ({ from: roleCode(from.who), to })) : []))
  const edges = [...lent.filter(({ to }) => way.parts.some(({ code }) => code === to)), ...way.edges]
  if (edges.length === 0) return null
  const names = new Map([
    ...way.roles.map((role) => [roleCode(role.code), words.consentOf(pick(role))] as const),
    ...way.parts.map((part) => [part.code, pick(part)] as const),
  ])
  const waits = (code: string) => {
    const before = [...new Set(edges.filter(({ to }) => to === code).map(({ from }) => names.get(from) ?? ''))]
    return before.length > 0 ? words.waits(before.join(words.between)) : words.waitsNone
  }
  const boxes: GraphBox[] = [
    ...way.roles.map((role) =>
      roleBox({ role, title: words.consentOf(pick(role)), lines: [words.consentDays(role.answerCalendarDays)], waits: words.waitsNone }),
    ),
    ...way.parts.map((part): GraphBox => ({
      code: part.code,
      title: pick(part),
      lines: [pick(part.department), part.promiseDays > 0 ? words.days(part.promiseDays) : words.atOnce],
      tone: 'plain',
      waits: waits(part.code),
    })),
  ]
  return (
    <Section id="guide-order" title={words.order}>
      <Card>
        <View className="t-note">{words.orderWhy}</View>
        <DependencyGraph id="guide-graph" label={words.order} boxes={boxes} edges={edges} alone={words.alone} />
      </Card>
    </Section>
  )
}

/** The one list of materials 材料清单: what each is, where it comes from, who gets it. */
export function GuideMaterials({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const own = useCopy(applicationCopy)
  const pick = usePick()
  const nameOf = (list: readonly { code: string; zh: string; en: string }[], code: string) => list.filter((each) => each.code === code).map(pick)
  // Its parts may not be needed either.
  const depends = ({ when, goesTo }: Way['materials'][number]) => when ?? goesTo.every((code) => way.parts.some((part) => part.code === code && part.when))
  const fromOf = ({ from, ways }: Way['materials'][number]): string => {
    if (from.kind === 'role') return words.lent(nameOf(way.roles, from.who).join(''))
    if (from.kind === 'part') return words.handedOn(nameOf(way.parts, from.who).join(''))
    return ways.map((kind) => own.kinds[kind]).join(' / ')
  }
  return (
    <Section id="guide-materials" title={way.next ? words.materialsMaybe : words.materials(way.materials.length)}>
      <List>
        {way.materials.map((material) => (
          <ListRow
            key={material.code}
            id={`material-${material.code}`}
            title={pick(material)}
            trailing={way.next && depends(material) ? <StatusChip tone="plain" icon="circle-question-mark" word={words.maybe} /> : undefined}
            note={
              <>
                <View>{fromOf(material)}</View>
                <View>{words.goesTo(material.goesTo.flatMap((code) => nameOf(way.parts, code)).join(words.between))}</View>
              </>
            }
          />
        ))}
      </List>
    </Section>
  )
}

/** 另一方 and what he reads before he answers. */
export function GuideRoles({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  if (way.roles.length === 0) return null
  return (
    <Section id="guide-roles" title={words.roles}>
      {way.roles.map((role) => (
        <Card key={role.code}>
          <View className="t-head t-strong">{pick(role)}</View>
          <View>{words.roleDo(role.answerCalendarDays)}</View>
          <View className="t-note">{words.whatHeReads}</View>
          <View className="z-said">{pick(role.asks)}</View>
        </Card>
      ))}
    </Section>
  )
}

/** 最后拿到. */
export function GuideResults({ way }: { way: Way }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const giving = way.parts.flatMap((part) => (part.result ? [{ part, result: part.result }] : []))
  if (giving.length === 0) return null
  return (
    <Section id="guide-results" title={words.end}>
      <View className="t-note">{words.endWhy}</View>
      <List>
        {giving.map(({ part, result }) => (
          <ListRow key={part.code} icon="id-card" title={pick(result)} note={pick(part)} />
        ))}
      </List>
    </Section>
  )
}

import { View } from '@tarojs/components'
import { shutBy, type ServiceGuide } from '@zsb/shared/service-item'
import { useCopy, usePick } from '@/platform/copy'
import { Card, Fact, List, NextSteps, Section } from '@/ui'
import { yuanOf } from '../fees'
import { guideCopy } from '../guide-copy'
import { standingCopy } from '../standing-copy'
import { Disclosure } from './Disclosure'

/** 受理条件. */
export function Conditions({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  return <NextSteps title={words.conditions} steps={guide.conditions.map(pick)} />
}

/** 办理环节: who does what, and for how long. */
export function Process({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  return (
    <Section id="guide-process" title={words.process}>
      <Card>
        {guide.process.map((link, index) => (
          <View key={link.name.zh} className="l-row z-step">
            <View className="z-step-number">{index + 1}</View>
            <View className="l-grow">
              <View className="l-row l-between l-wrap">
                <View className="t-strong">{pick(link.name)}</View>
                <View className="t-num">{words.step(link.days)}</View>
              </View>
              <View className="t-note">{link.department}</View>
            </View>
          </View>
        ))}
      </Card>
    </Section>
  )
}

/** 时限 in words, fees, articles and questions: each opens when it is asked for. */
export function Background({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  return (
    <List>
      <Disclosure id="open-clocks" title={words.clocks}>
        {guide.clocks.map((clock) => (
          <View key={clock.words.zh}>
            <View>{pick(clock.words)}</View>
            {clock.basis ? <View className="t-note">{words.restsOn(clock.basis)}</View> : null}
          </View>
        ))}
      </Disclosure>
      {guide.fees.length > 0 ? (
        <Disclosure id="open-fees" title={words.fees}>
          {guide.fees.map((fee) => (
            <View key={fee.name.zh}>
              <Fact name={pick(fee.name)}>{words.yuan(yuanOf(fee.fen))}</Fact>
              <View className="t-note">{words.feesBasis(fee.basis)}</View>
              <View className="t-note">{`${words.reduction}${words.colon}${fee.reduction ? pick(fee.reduction) : words.noReduction}`}</View>
            </View>
          ))}
        </Disclosure>
      ) : null}
      <Disclosure id="open-law" title={words.law}>
        {guide.legalBasis.map(({ law, article, text }) => (
          <View key={`${law}${article}`}>
            <View className="t-strong">{`${law} ${article}`}</View>
            <View>{text}</View>
          </View>
        ))}
      </Disclosure>
      <Disclosure id="open-facts" title={words.facts}>
        <Listed guide={guide} />
      </Disclosure>
    </List>
  )
}

/** The other fields of the implementation list 实施清单要素, each by its name there. */
function Listed({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const standings = useCopy(standingCopy)
  const shut = shutBy(guide.standing)
  const pick = usePick()
  const { body, powerSource, entrustedBy, jointWith, quantityLimit, intermediaries } = guide
  return (
    <View>
      <Fact name={words.standing}>{shut ? standings.chips[shut.state] : words.inForce}</Fact>
      <Fact name={words.department}>{pick(guide.department)}</Fact>
      {body ? <Fact name={words.body}>{words.bodies[body]}</Fact> : null}
      {powerSource ? <Fact name={words.powerSource}>{words.powerSources[powerSource]}</Fact> : null}
      {entrustedBy ? <Fact name={words.entrustedBy}>{pick(entrustedBy)}</Fact> : null}
      {jointWith.length > 0 ? <Fact name={words.jointWith}>{jointWith.map(pick).join(words.between)}</Fact> : null}
      <Fact name={words.level}>{words.levels[guide.level]}</Fact>
      <Fact name={words.kind}>{words.kinds[guide.kind]}</Fact>
      <Fact name={words.handling}>{words.handlings[guide.handling]}</Fact>
      <Fact name={words.area}>{words.areas[guide.area]}</Fact>
      <Fact name={words.serves}>{guide.serves.map((party) => words.parties[party]).join(words.between)}</Fact>
      <Fact name={words.who}>{guide.mayAct.map((who) => words.whos[who]).join(words.between)}</Fact>
      <Fact name={words.online}>{words.depths[guide.online]}</Fact>
      <Fact name={words.post}>{guide.byPost ? words.byPost.yes : words.byPost.no}</Fact>
      <Fact name={words.limit}>{quantityLimit ? pick(quantityLimit) : words.noLimit}</Fact>
      <Fact name={words.intermediary}>
        {intermediaries.length > 0
          ? intermediaries.map(({ name, material, basis }) => words.intermediaryFor({ name: pick(name), material: pick(material), basis })).join(words.between)
          : words.noIntermediary}
      </Fact>
      <Fact name={words.basicCode}>{guide.basicCode}</Fact>
      <Fact name={words.implementationCode}>{guide.implementationCode}</Fact>
    </View>
  )
}

/** 常见问题. */
export function Questions({ guide }: { guide: ServiceGuide }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  if (guide.faq.length === 0) return null
  return (
    <Section id="guide-faq" title={words.faq}>
      <List>
        {guide.faq.map(({ question, answer }, index) => (
          <Disclosure key={question.zh} id={`question-${index}`} title={pick(question)}>
            {pick(answer)}
          </Disclosure>
        ))}
      </List>
    </Section>
  )
}

/** 去哪里办: window, hours, phones. */
export function Where({ guide, why }: { guide: ServiceGuide; why?: string }) {
  const words = useCopy(guideCopy)
  const pick = usePick()
  const { counter } = guide
  return (
    <Section id="guide-where" title={words.where}>
      <Card>
        {why ? <View>{why}</View> : null}
        {guide.visitsWhy ? (
          <View>
            <View className="t-note">{words.visitsWhy}</View>
            <View>{pick(guide.visitsWhy)}</View>
          </View>
        ) : null}
        {counter ? <View className="t-head t-strong">{pick(counter.name)}</View> : null}
        <View>
          {counter ? <Fact name={words.address}>{pick(counter.address)}</Fact> : null}
          {counter ? <Fact name={words.hours}>{pick(counter.hours)}</Fact> : null}
          {counter ? <Fact name={words.phone}>{counter.phone}</Fact> : null}
          <Fact name={words.complaint}>{guide.complaintPhone}</Fact>
        </View>
      </Card>
    </Section>
  )
}

import { View } from '@tarojs/components'
import type { Me } from '@zsb/shared/holder'
import { ENTRANCES } from '@/entrances'
import { useHealthStatus } from '@/features/health-code'
import { hasPage } from '@/packages'
import { useCopy } from '@/platform/copy'
import { documentCopy } from '@/platform/copy/documents'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Card, Fact, List, ListRow, NotYet, Page, Section, type IconName } from '@/ui'
import { myDataCopy } from '../../my-data-copy'
import { mePath, meSchema } from '../../start-api'

/** 我的信息: what the account holds of the person, numbers masked (R20), and where to see who used it. */
export default function MyDataPage() {
  const words = useCopy(myDataCopy)
  const me = useResource<Me>(mePath, { schema: meSchema, asSelf: true })
  return (
    <Page title={words.title} onReconnect={() => void me.reload()}>
      {me.data ? <Held me={me.data} /> : <NotYet of={me} rows={4} />}
    </Page>
  )
}

function Held({ me }: { me: Me }) {
  const words = useCopy(myDataCopy)
  const types = useCopy(documentCopy)
  return (
    <View className="l-stack">
      <View>{words.why}</View>
      <Card id="my-data-account">
        <Fact name={words.name}>{me.name ?? words.nameless}</Fact>
        <Fact name={words.level}>{words.levels[me.accountLevel]}</Fact>
        {me.stepUpRequired ? <Fact name={words.thisDevice}>{words.thisDeviceWhy}</Fact> : null}
        <Fact name={words.phone}>{me.phoneMasked ?? words.phoneNone}</Fact>
        <Fact name={words.signIn}>{words.list(me.signInMethods.map((method) => words.methods[method]))}</Fact>
      </Card>
      <Section title={words.documents} id="my-data-documents">
        {me.documents.length > 0 ? (
          <Card>
            {me.documents.map(({ type, numberMasked, current }) => (
              <Fact key={`${type} ${numberMasked}`} name={current ? types[type] : words.former(types[type])}>
                {numberMasked}
              </Fact>
            ))}
          </Card>
        ) : (
          <List>
            <ListRow icon="id-card" tone="plain" title={words.nameless} note={words.documentsNone} />
          </List>
        )}
      </Section>
      <Section title={words.seen}>
        <List>
          <Way name="ledger" icon="eye" />
          <Way name="consents" icon="shield-check" />
          <Way name="sessions" icon="smartphone" />
          <HealthWay />
        </List>
      </Section>
      <Section title={words.wrong}>
        <View className="l-stack-tight">
          <View>{words.wrongWhy}</View>
          <List>
            {hasPage(ENTRANCES.phone) ? <ListRow id="my-data-phone" icon="phone" title={words.toPhone} onPress={() => goTo(ENTRANCES.phone)} /> : null}
          </List>
        </View>
      </Section>
    </View>
  )
}

/** 我的健康数据 while there is a health code, and what became of it once there is none any more; before there ever was one, nothing. */
function HealthWay() {
  const words = useCopy(myDataCopy)
  const { data } = useHealthStatus()
  if (data?.active)
    return <ListRow id="my-data-health" icon="shield-check" title={words.health} note={words.healthWhy} onPress={() => goTo(ENTRANCES.healthData)} />
  if (!data?.endedAt) return null
  return <ListRow id="my-data-proof" icon="shield-check" title={words.proof} note={words.proofWhy} onPress={() => goTo(ENTRANCES.healthProof)} />
}

/** A row that leads to a page of this build. */
function Way({ name, icon }: { name: 'ledger' | 'consents' | 'sessions'; icon: IconName }) {
  const words = useCopy(myDataCopy)
  if (!hasPage(ENTRANCES[name])) return null
  return <ListRow id={`my-data-${name}`} icon={icon} title={words[name]} note={words[`${name}Why`]} onPress={() => goTo(ENTRANCES[name])} />
}

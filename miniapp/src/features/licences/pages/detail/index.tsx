import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useRouter } from '@tarojs/taro'
import type { LicenceView } from '@zsb/shared/licence'
import { useState } from 'react'
import { ENTRANCES } from '@/entrances'
import { hasPage } from '@/packages'
import { useCopy, usePick } from '@/platform/copy'
import { goTo } from '@/platform/navigate'
import { useResource } from '@/platform/resource'
import { Banner, Button, Card, ErrorState, LicenceCard, Page, Section, Skeleton, TextLink } from '@/ui'
import { licencePath, licenceSchema } from '../../api'
import { FieldRow } from '../../components/FieldRow'
import { History, LicenceFacts, Reports } from '../../components/LicenceFacts'
import { WrongSheet, type About } from '../../components/WrongSheet'
import { detailCopy } from '../../detail-copy'
import { chipOf, groundOf } from '../../licence-look'
import './index.scss'

export default function LicencePage() {
  const words = useCopy(detailCopy)
  const { id = '' } = useRouter().params
  const licence = useResource<LicenceView>(id ? licencePath(id) : null, { schema: licenceSchema })
  const [about, setAbout] = useState<About | null>(null)
  const [sent, setSent] = useState(false)
  usePullDownRefresh(() => void licence.reload().finally(() => Taro.stopPullDownRefresh()))
  const sheet = (
    <WrongSheet
      licenceId={id}
      about={about}
      onClose={() => setAbout(null)}
      onSent={() => {
        setAbout(null)
        setSent(true)
        void licence.reload()
      }}
    />
  )
  return (
    <Page title={words.title} over={sheet} onReconnect={() => void licence.reload()}>
      {licence.data ? (
        <Licence licence={licence.data} sent={sent} onWrong={setAbout} />
      ) : licence.error ? (
        <ErrorState error={licence.error} sentence={licence.error.code === 'NOT_FOUND' ? words.gone : undefined} onRetry={licence.reload} />
      ) : (
        <Skeleton rows={5} />
      )}
    </Page>
  )
}

function Licence({ licence, sent, onWrong }: { licence: LicenceView; sent: boolean; onWrong: (about: About) => void }) {
  const words = useCopy(detailCopy)
  const pick = usePick()
  return (
    <View className="l-stack">
      <LicenceCard
        name={pick(licence.name)}
        line={`${licence.numberMasked} · ${licence.holderName}`}
        family={groundOf(licence)}
        status={{ ...chipOf(licence), word: pick(licence.legalWord) }}
      />
      {licence.identifierForm === 'standard' ? null : <Banner tone="info">{words.legacy}</Banner>}
      {sent ? (
        <Banner tone="good" live>
          {words.sent}
        </Banner>
      ) : null}
      {hasPage(ENTRANCES.present) ? (
        <Button id="detail-show" icon="qr-code" onPress={() => goTo(ENTRANCES.present, { licenceId: licence.id })}>
          {words.show}
        </Button>
      ) : null}
      <Section title={words.face}>
        <Card>
          <View className="t-note">{words.faceWhy}</View>
          {licence.fields.map((field) => (
            <FieldRow key={field.code} licenceId={licence.id} field={field} onWrong={() => onWrong({ field })} />
          ))}
        </Card>
      </Section>
      <LicenceFacts licence={licence} />
      <Reports licence={licence} />
      <History licence={licence} />
      <TextLink id="wrong-whole" icon="flag" onPress={() => onWrong({ field: null })}>
        {words.wrongWhole}
      </TextLink>
    </View>
  )
}

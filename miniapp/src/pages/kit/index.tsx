import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { useKeyboardScanner } from '@/platform/scan/wedge'
import {
  ActionBar,
  Banner,
  Button,
  Card,
  ChipChoice,
  ChoiceCard,
  ChoiceGroup,
  ConsentSheet,
  EmptyState,
  ErrorState,
  Fact,
  Field,
  FieldTags,
  Heading,
  LicenceCard,
  LicenceStack,
  List,
  ListRow,
  NextSteps,
  Page,
  QrPanel,
  Section,
  Segmented,
  StatusChip,
  Toggle,
  VerdictPanel,
} from '@/ui'
import { Scanner } from '@/ui/scanner'
import { kitCopy } from './copy'

const CODE = `https://zsb.example/v#${'eyJhbGciOiJFUzI1NiIsInR5cCI6InByZXNlbnRhdGlvbitqd3QifQ.'.padEnd(190, 'Ab3-_xZ')}`
const CARD_NUMBER = '990102********0023'
const RECEIPT = 'HY-1123-0031'

/** All parts on one page, to be looked at; built only with KIT=1. */
export default function KitPage() {
  const words = useCopy(kitCopy)
  const [scene, setScene] = useState('vehicle')
  const [who, setWho] = useState('mine')
  const [photo, setPhoto] = useState(false)
  const [phone, setPhone] = useState('1380000000')
  const [sheet, setSheet] = useState(false)
  const [seen, setSeen] = useState('')
  useKeyboardScanner((text) => setSeen(`scanner ${text}`))
  return (
    <Page
      title={words.title}
      actions={
        <ActionBar>
          <Button kind="danger" icon="flag" onPress={() => undefined}>
            {words.report}
          </Button>
          <Button onPress={() => setSheet(true)} id="kit-sheet">
            {words.sheet}
          </Button>
        </ActionBar>
      }
      over={
        <ConsentSheet
          open={sheet}
          icon="car"
          title={words.consent}
          proof={words.proof}
          facts={[
            { name: words.purpose, sentence: words.purposeIs },
            { name: words.until, sentence: words.untilIs },
          ]}
          required={{ title: words.required, labels: [words.name, words.klass, words.term] }}
          optional={{
            title: words.optional,
            fields: [{ code: 'photo', label: words.photo, why: words.photoWhy, on: photo }],
            words: { on: words.given, off: words.kept },
          }}
          onOptional={(_, on) => setPhoto(on)}
          agree={words.agree}
          refuse={words.refuse}
          onAgree={() => setSheet(false)}
          onRefuse={() => setSheet(false)}
          report={{ label: words.complain, onReport: () => undefined }}
        />
      }
    >
      <Segmented
        label={words.title}
        value={who}
        onChange={setWho}
        options={[
          { value: 'mine', label: words.mine },
          { value: 'child', label: words.child },
        ]}
      />
      <LicenceStack>
        <LicenceCard name={words.idCard} line={CARD_NUMBER} family="id" status={{ tone: 'onCard', word: words.valid }} onOpen={() => undefined} />
        <LicenceCard name={words.drive} line={words.driveLine} family="drive" status={{ tone: 'warn', word: words.soon }} onOpen={() => undefined} />
        <LicenceCard name={words.ended} line={CARD_NUMBER} family="ended" status={{ tone: 'plain', word: words.cancelled }} onOpen={() => undefined} />
        <LicenceCard name={words.social} line={CARD_NUMBER} family="social" status={{ tone: 'bad', word: words.suspended }} expanded onOpen={() => undefined}>
          <Button kind="light" small icon="qr-code">
            {words.show}
          </Button>
          <Button kind="outline" small icon="eye">
            {words.look}
          </Button>
        </LicenceCard>
      </LicenceStack>
      <ChipChoice
        label={words.scene}
        value={scene}
        onChange={setScene}
        options={[
          { value: 'rental', label: words.rental },
          { value: 'vehicle', label: words.vehicle },
          { value: 'other', label: words.other },
        ]}
      />
      <QrPanel text={CODE} label={words.code} seconds={47} title={words.next(47)} note={words.once} />
      <QrPanel text={CODE} label={words.code} used={{ note: words.usedReason }} />
      <Card>
        <View className="l-row l-between">
          <Heading level={2}>{words.only}</Heading>
          <StatusChip tone="good" word={words.valid} />
        </View>
        <FieldTags labels={[words.name, words.photo, words.klass]} />
        <Toggle label={words.photo} why={words.photoWhy} on={photo} onChange={setPhoto} words={{ on: words.given, off: words.kept }} />
      </Card>
      <VerdictPanel id="v1" tone="good" icon="circle-check" word={words.verdict} reason={words.verdictReason} />
      <VerdictPanel id="v2" tone="warn" icon="history" word={words.used} reason={words.usedReason} />
      <VerdictPanel id="v3" tone="bad" icon="octagon-x" word={words.alien} reason={words.alienReason} />
      <Card>
        <Fact name={words.asOf}>{words.minute}</Fact>
        <Fact name={words.receipt}>{RECEIPT}</Fact>
      </Card>
      <NextSteps title={words.steps} steps={[words.step1, words.step2]} />
      <Field id="kit-phone" label={words.phone} help={words.phoneHelp} value={phone} onChange={setPhone} kind="phone" />
      <Field id="kit-phone-2" label={words.phone} error={words.phoneError} value={phone} onChange={setPhone} kind="phone" />
      <Field
        id="kit-address"
        label={words.address}
        value={words.addressValue}
        onChange={() => undefined}
        disabled
        source={words.household}
        onContest={() => undefined}
      />
      <ChoiceGroup label={words.scene}>
        <ChoiceCard title={words.clerk} why={words.clerkWhy} chosen onChoose={() => undefined} />
        <ChoiceCard title={words.hire} why={words.hireWhy} chosen={false} onChoose={() => undefined} />
      </ChoiceGroup>
      <Section title={words.steps} aside={words.minute}>
        <List>
          <ListRow
            icon="file-text"
            tone="warn"
            title={words.row}
            note={words.rowNote}
            trailing={<StatusChip tone="warn" word={words.left} />}
            onPress={() => undefined}
          />
          <ListRow icon="settings" title={words.row} note={words.rowNote} onPress={() => undefined} />
        </List>
      </Section>
      <Banner tone="warn">{words.banner}</Banner>
      <View className="l-pair">
        <Button kind="quiet">{words.later}</Button>
        <Button loading>{words.send}</Button>
      </View>
      <Button disabled disabledReason={words.needPhoto}>
        {words.send}
      </Button>
      <Scanner onCode={(text, method) => setSeen(`${method} ${text}`)} />
      <View id="kit-seen" className="t-note">
        {seen}
      </View>
      <EmptyState icon="wallet-cards" title={words.empty} sentence={words.emptyWhy}>
        <Button>{words.start}</Button>
      </EmptyState>
      <ErrorState sentence={words.error} onRetry={() => undefined} />
    </Page>
  )
}

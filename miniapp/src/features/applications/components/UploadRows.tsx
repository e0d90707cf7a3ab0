import { View } from '@tarojs/components'
import { MEGABYTE, type UploadView } from '@zsb/shared/upload'
import type { ReactNode } from 'react'
import { useCopy, usePick, useSpokenLanguage } from '@/platform/copy'
import { formatDay } from '@/platform/copy/dates'
import { a11y, Banner, Picture, TextLink } from '@/ui'
import type { Sending } from '../sendings'
import { uploadCopy } from '../upload-copy'
import { UploadPages } from './UploadPages'

/** A line with the small picture of a file at its start. */
function FileRow({ id, picture, label, children }: { id: string; picture: string; label: string; children: ReactNode }) {
  return (
    <View id={id} className="z-file">
      {picture ? <Picture className="z-file-thumb" src={picture} label={label} shape="fill" /> : <View className="z-file-thumb" />}
      <View className="l-grow">{children}</View>
    </View>
  )
}
/** A file as rows show it: one's own, or one of a case. */
type Shown = Pick<UploadView, 'id' | 'kind' | 'pages' | 'thumb' | 'at'>
const thumbOf = ({ thumb }: Shown) => (thumb ? `data:image/jpeg;base64,${thumb}` : '')

function useKindWords() {
  const words = useCopy(uploadCopy)
  return ({ kind, pages }: Shown): string => (kind === 'pdf' ? words.kinds.pdf(pages) : words.kinds.photo)
}

interface KeptProps {
  /** Begins the ids of what is in it. */
  id: string
  upload: Shown
  number: number
  /** The case it was handed in with. */
  caseId?: string
  /** Its pages are shown large. */
  opened: boolean
  onOpen: () => void
  /** Not there once it was handed in. */
  onRemove?: () => void
}

/** A file that is there and is handed in with the case, or was. */
export function KeptRow({ id, upload, number, caseId, opened, onOpen, onRemove }: KeptProps) {
  const words = useCopy(uploadCopy)
  const language = useSpokenLanguage()
  const kindOf = useKindWords()
  return (
    <View className="l-stack-tight">
      <FileRow id={`${id}-${number}`} picture={thumbOf(upload)} label={words.one(number)}>
        <View className="t-strong">{words.one(number)}</View>
        <View className="t-note">{`${kindOf(upload)} · ${words.sent(formatDay(upload.at, language))}`}</View>
        <View className="l-row l-wrap">
          <TextLink id={`${id}-look-${number}`} icon="eye" onPress={onOpen}>
            {opened ? words.hide : words.look(number)}
          </TextLink>
          {onRemove ? (
            <TextLink id={`${id}-remove-${number}`} icon="circle-minus" onPress={onRemove}>
              {words.remove(number)}
            </TextLink>
          ) : null}
        </View>
      </FileRow>
      {opened ? <UploadPages upload={upload} number={number} caseId={caseId} /> : null}
    </View>
  )
}

interface SendingProps {
  id: string
  sending: Sending
  /** Among those on their way, and among all. */
  place: number
  number: number
  onAgain: () => void
  onStop: () => void
}

/** A file on its way: how far it is, or why it does not go. */
export function SendingRow({ id, sending: { file, stage, percent, error }, place, number, onAgain, onStop }: SendingProps) {
  const words = useCopy(uploadCopy)
  const pick = usePick()
  return (
    <FileRow id={`${id}-sending-${place}`} picture={file.preview} label={words.one(number)}>
      <View className="t-strong">{words.one(number)}</View>
      <View className="t-note" {...a11y({ live: stage === 'sending' ? 'off' : 'polite' })}>
        {stage === 'failed' ? error && pick(error.fields[0] ?? error) : words.stages[stage](percent)}
      </View>
      {stage === 'failed' ? null : (
        <View className="z-file-bar">
          <View className="z-file-done" style={{ width: `${percent}%` }} />
        </View>
      )}
      <View className="l-row l-wrap">
        {stage === 'failed' ? (
          <TextLink id={`${id}-again-${place}`} icon="refresh-cw" onPress={onAgain}>
            {words.again}
          </TextLink>
        ) : null}
        <TextLink id={`${id}-stop-${place}`} icon="circle-minus" onPress={onStop}>
          {words.stop(number)}
        </TextLink>
      </View>
    </FileRow>
  )
}

/** 以前传过的: one that can be used again. */
export function EarlierRow({ id, upload, place, onUse }: { id: string; upload: UploadView; place: number; onUse: () => void }) {
  const words = useCopy(uploadCopy)
  const language = useSpokenLanguage()
  const kindOf = useKindWords()
  return (
    <FileRow id={`${id}-earlier-${place}`} picture={thumbOf(upload)} label={kindOf(upload)}>
      <View className="t-note">{kindOf(upload)}</View>
      <TextLink id={`${id}-use-${place}`} icon="check" onPress={onUse}>
        {words.use(formatDay(upload.at, language))}
      </TextLink>
    </FileRow>
  )
}

/** 没传完的: what was on its way when the app was closed; the same file chosen again goes on from there. */
export function UnfinishedRow({ id, sizeBytes, place, onDrop }: { id: string; sizeBytes: number; place: number; onDrop: () => void }) {
  const words = useCopy(uploadCopy)
  return (
    <Banner tone="info">
      <View id={`${id}-unfinished-${place}`}>{words.unfinished(Math.max(0.1, sizeBytes / MEGABYTE).toFixed(1))}</View>
      <TextLink id={`${id}-unfinished-drop-${place}`} icon="circle-minus" onPress={onDrop}>
        {words.unfinishedDrop}
      </TextLink>
    </Banner>
  )
}

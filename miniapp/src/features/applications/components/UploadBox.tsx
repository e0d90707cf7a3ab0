import { View } from '@tarojs/components'
import { useState } from 'react'
import { useCopy } from '@/platform/copy'
import { PICK_FROM } from '@/platform/pick-file'
import { a11y, Banner, Button, TextLink } from '@/ui'
import { dropSending } from '../sendings'
import { uploadCopy } from '../upload-copy'
import { useUploads, type UploadsOf } from '../useUploads'
import { EarlierRow, KeptRow, SendingRow, UnfinishedRow } from './UploadRows'

const ICONS = { camera: 'camera', album: 'image', file: 'file-text' } as const

/** 上传: photographed, chosen, or used again; each file with its picture and how far it is. */
export function UploadBox({ id, label, ...of }: UploadsOf & { id: string; label: string }) {
  const words = useCopy(uploadCopy)
  const { kept, sendings, unfinished, earlier, room, most, said, add, take, remove, forget, again } = useUploads(of)
  const [opened, open] = useState<string | null>(null)
  const [isChoosing, choose] = useState(false)
  const { formats, maxMegabytes } = of.allowed
  return (
    <View id={id} className="l-stack-tight" {...a11y({ role: 'group', label })}>
      <View className="t-note">{words.rule({ withPdf: formats.includes('pdf'), megabytes: maxMegabytes, most })}</View>
      {kept.map((upload, i) => (
        <KeptRow
          key={upload.id}
          id={id}
          upload={upload}
          number={i + 1}
          opened={opened === upload.id}
          onOpen={() => open(opened === upload.id ? null : upload.id)}
          onRemove={() => {
            open(null)
            void remove(upload)
          }}
        />
      ))}
      {sendings.map((sending, i) => (
        <SendingRow
          key={sending.key}
          id={id}
          sending={sending}
          place={i + 1}
          number={kept.length + i + 1}
          onAgain={() => again(sending)}
          onStop={() => dropSending(sending)}
        />
      ))}
      {room > 0
        ? unfinished.map(({ id: uploadId, sizeBytes }, i) => (
            <UnfinishedRow key={uploadId} id={id} sizeBytes={sizeBytes} place={i + 1} onDrop={() => forget(uploadId)} />
          ))
        : null}
      {said ? (
        <Banner tone="bad" live>
          {said}
        </Banner>
      ) : null}
      {room > 0 ? (
        <View className="z-file-ways">
          {PICK_FROM.map((from) => (
            <Button key={from} id={`${id}-${from}`} kind="quiet" small icon={ICONS[from]} onPress={() => void add(from)}>
              {words.from[from]}
            </Button>
          ))}
        </View>
      ) : (
        <View className="t-note">{words.full(most)}</View>
      )}
      {room > 0 && earlier.length > 0 ? (
        <TextLink id={`${id}-earlier`} icon="history" onPress={() => choose(!isChoosing)}>
          {isChoosing ? words.earlierHide : words.earlier(earlier.length)}
        </TextLink>
      ) : null}
      {room > 0 && isChoosing
        ? earlier.map((upload, i) => <EarlierRow key={upload.id} id={id} upload={upload} place={i + 1} onUse={() => take(upload)} />)
        : null}
    </View>
  )
}

import { View } from '@tarojs/components'
import type { PrintedCode } from '@zsb/shared/health-code'
import { useCallback, useEffect, useState } from 'react'
import { useCopy } from '@/platform/copy'
import { openFile } from '@/platform/open-file'
import { Banner, Button } from '@/ui'
import { printedCopy } from '../printed-copy'

interface Props {
  id: string
  file: PrintedCode['file']
  again: string
}

/** What was made, opened to be printed as soon as it is there, and again when asked; where the machine does not open it, that is said. */
export function Opened({ id, file, again }: Props) {
  const words = useCopy(printedCopy)
  const [failed, fail] = useState(false)
  const open = useCallback(async () => {
    fail(false)
    try {
      await openFile(file)
    } catch {
      fail(true)
    }
  }, [file])
  useEffect(() => void open(), [open])
  return (
    <>
      {failed ? (
        <View id={`${id}-failed`}>
          <Banner tone="bad" live>
            {words.notOpened}
          </Banner>
        </View>
      ) : null}
      <Button id={id} kind="quiet" icon="file-text" onPress={() => void open()}>
        {again}
      </Button>
    </>
  )
}

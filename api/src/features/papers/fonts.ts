import { readFileSync } from 'node:fs'

export const INK = '#1d2129'

const FOLDER = '@expo-google-fonts/noto-sans-sc'
const fontOf = (file: string): Buffer => readFileSync(require.resolve(`${FOLDER}/${file}`))
/** With rare characters, which must print. */
export const FONTS = { regular: fontOf('400Regular/NotoSansSC_400Regular.ttf'), bold: fontOf('700Bold/NotoSansSC_700Bold.ttf') }

import { TextDecoder, TextEncoder } from 'node:util'

Object.assign(globalThis, { TextEncoder, TextDecoder, __API_BASE__: '', __PLATFORM__: 'weapp', IS_REACT_ACT_ENVIRONMENT: true })

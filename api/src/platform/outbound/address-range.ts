import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'

/** Addresses 地址范围 an outside system may stand at: networks such as `10.20.0.0/16` or `2001:db8::/32`, or a default by its name. */
export type AddressRange = readonly string[] | 'loopback' | 'public'

const LOOPBACK = ['127.0.0.0/8', '::1/128']
/** Addresses that are nobody's on the internet: this machine, private and shared networks, link-local (the metadata of clouds), multicast, reserved. */
const NOT_PUBLIC = [
  ...LOOPBACK,
  ...[
    '0.0.0.0/8',
    '10.0.0.0/8',
    '100.64.0.0/10',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.0.0.0/24',
    '192.168.0.0/16',
    '198.18.0.0/15',
    '224.0.0.0/4',
    '240.0.0.0/4',
  ],
  ...['::/128', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]

/** `::ffff:10.0.0.1` is 10.0.0.1 to the network. */
const plain = (address: string): string => /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1] ?? address

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6')
  }
  return list
}

/** Whether a text is a network as the configuration writes it. */
export function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/')
  return rest.length === 0 && isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv4(address) ? 32 : 128)
}

/** Whether an address lies in the range. */
export function createRangeCheck(range: AddressRange): (address: string) => boolean {
  const isIn = (list: BlockList, address: string) => list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
  if (range === 'public') {
    const closed = listOf(NOT_PUBLIC)
    return (address) => !isIn(closed, plain(address))
  }
  const open = listOf(range === 'loopback' ? LOOPBACK : range)
  return (address) => isIn(open, plain(address))
}

/** A name led to an address where the system does not stand. */
export class AddressRefused extends Error {
  constructor() {
    super('the name leads outside the configured range')
  }
}

/**
 * Asks for the addresses of a name and hands on only those of the range: the check and the connection see the same answer, so that a name
 * which leads elsewhere a moment later changes nothing (R23).
 */
export function rangedLookup(isAllowed: (address: string) => boolean, ask: typeof lookup = lookup): LookupFunction {
  return (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0)
      const allowed = addresses.filter(({ address }) => isAllowed(address))
      const [first] = allowed
      if (!first) return done(new AddressRefused(), '', 0)
      if (options.all) done(null, allowed as never)
      else done(null, first.address, first.family)
    })
  }
}

import type { wallet as en } from '../en/wallet.ts'
import type { Shape } from '../shape.ts'

export const wallet: Shape<typeof en> = {
  evm: {
    name: 'EVM 钱包',
    connect: '连接钱包',
    reconnecting: '正在询问钱包',
    missing: {
      title: '没有找到 EVM 钱包',
      text: '此浏览器中没有钱包声明自己。',
      desktop: '电脑上：安装或启用钱包扩展，然后重新加载本页。',
      phone: '手机上：在钱包应用自带的浏览器中打开本页。',
    },
    wrong: '钱包在链 {actual} 上，Sluice 使用 {name}（链 {expected}）。',
    wrongUnknown: '钱包没有说明它在哪条链上，Sluice 使用 {name}（链 {expected}）。',
    switch: '切换到 {name}',
    switching: '正在请钱包切换',
    switchFailed: '钱包没有切换。请在钱包中自行选择 {name}（链 {expected}）。',
  },
  bitcoin: {
    name: '比特币钱包',
    title: '连接比特币钱包',
    connect: '连接比特币钱包',
    why: '它提供可以取回 BTC 的密钥，并能一键付款。除此之外不会得知任何信息。',
    loading: '正在寻找比特币钱包',
    waiting: '等待 {wallet}',
    waitingNote: '请查看它的窗口。连接不会发送任何资金。',
    stop: '不再等待',
    none: '此浏览器中没有找到比特币钱包。',
    noneNote: '这里不是必须的：可以输入退款地址，或让本页生成退款密钥，再用任意钱包付款。',
    wrong: '比特币钱包在 {actual} 上，此处使用 {expected}。',
    switch: '切换到 {expected}',
  },
  accounts: {
    title: '我的钱包',
    button: '钱包，{account}',
    none: '未连接',
    chain: '链',
    network: '网络',
    address: '地址',
    disconnect: '断开',
    disconnectNamed: '断开 {name}',
    seed: 'Sluice 的任何人都不会索要你的助记词。',
  },
  network: { main: '比特币主网', test: '测试网', signet: 'signet', regtest: 'regtest' },
  error: {
    someWallet: '钱包',
    not_installed: { what: '{wallet} 在此浏览器中没有应答。', next: '请安装或解锁它，然后重新加载本页。' },
    rejected: { what: '你在 {wallet} 中拒绝了请求。', next: '没有发送任何内容，准备好后可重新开始。' },
    locked: { what: '{wallet} 已锁定，或没有授权本页。', next: '没有发送任何内容。请解锁后重新连接。' },
    network: {
      what: '{wallet} 在 {actual} 上，这里必须是 {expected}。',
      next: '没有发送任何内容。请在钱包中切换网络。',
    },
    no_answer: {
      what: '{wallet} 已 {seconds} 秒没有应答。',
      next: '请打开钱包，请求可能在那里等待；若没有，请重试。',
    },
    answer: {
      what: '{wallet} 对 {method} 的应答无法理解（{field}）。',
      next: '没有采用它的任何内容。请更新钱包，或换一个钱包。',
    },
    unsupported: { what: '{wallet} 不支持此操作（{method}）。', next: '请手动完成，或换一个钱包。' },
    account_changed: {
      what: '{wallet} 中的账户已被切换。',
      next: '没有发送任何内容。请查看本页当前内容，再重新开始。',
    },
    failed: { what: '钱包无法完成：{reason}', next: '请重试，或使用其他任意钱包。' },
  },
}

import type { errors as en } from '../en/errors.ts'
import type { Shape } from '../shape.ts'
import { depositErrors } from './errors-deposit.ts'
import { withdrawalErrors, withdrawErrors } from './errors-withdraw.ts'

const kept = '中继保留了原有内容。'
const unchanged = '链上没有任何改变。'
const notCharged = '没有预留任何额度，也没有收费。'
const notSent = '没有发送任何内容，币仍在原处。'
const signAnew = '请用退款密钥原样签署本页的 PSBT。'
const otherFile = '请选择请求此存入时保存的文件。'
const otherSource = '请换一个比特币数据源。'
const noBond = '没有收取保证金。'
const refetch = '请从其他数据源重新获取。'
const byHand = '请手动复制地址和金额。'
const noPay = '页面不显示任何可付款内容，因此不会付到错误的地址。'

export const errors: Shape<typeof en> = {
  unknown: {
    what: '发生了本页面无法描述的错误。',
    safe: '两条链上的内容保持不变。',
    next: '请刷新重试。如果仍然如此，请打开状态页。',
  },
  contract: {
    ...depositErrors,
    ...withdrawalErrors,
    unknown_revert: {
      what: '合约拒绝了，原因未知。',
      safe: unchanged,
      next: '请刷新页面获取最新版本后重试。',
    },
    insufficient_funds: {
      what: '账户不足以支付网络费用，或所需的保证金。',
      safe: '没有发送任何内容。',
      next: '请在 EVM 链上为此账户充入原生 BTC。',
    },
    user_rejected: { what: '你在钱包中拒绝了。', safe: '没有发送任何内容。', next: '准备好后可重新开始。' },
    wrong_chain: {
      what: '你的钱包在链 {actual} 上，这里需要链 {expected}。',
      safe: '没有发送任何内容。',
      next: '请在钱包中切换网络。',
    },
    rpc_unavailable: {
      what: '链的节点没有应答。',
      safe: '没有发送任何内容。',
      next: '请重试，或在钱包中换一个节点。',
    },
    QpBTC_MinterZero: {
      what: '代币部署时没有指定桥。',
      safe: '尚无任何代币。',
      next: '请用桥的地址重新部署。',
    },
    RequestIds_IssuerZero: { what: '缺少地址。', safe: '链上没有任何改变。', next: '请填写地址。' },
    StakerRegistry_DrawOpen: {
      what: '有一次抽取等待结算，在此之前权重保持不变。',
      safe: '没有任何改变。',
      next: '请先结算最早的抽取，或几个区块后重试。',
    },
    StakerRegistry_AddressZero: { what: '缺少地址。', safe: '链上没有任何改变。', next: '请填写地址。' },
    StakerRegistry_KeyNotOnCurve: {
      what: '这不是比特币曲线上的公钥。',
      safe: '没有收取保证金。',
      next: '请从持有密钥的钱包重新复制。',
    },
    StakerRegistry_BadSignature: {
      what: '签名格式有误。',
      safe: '没有收取保证金。',
      next: '请对显示的文字重新签名，并粘贴完整签名。',
    },
    StakerSelector_PointOutside: {
      what: '该点超出全部权重。',
      safe: '链上没有任何改变。',
      next: '请选择小于总权重的点。',
    },
    StakerSelector_AddressZero: { what: '缺少地址。', safe: '链上没有任何改变。', next: '请填写地址。' },
    BitcoinRelay_HeaderLength: { what: '区块头不是每个 80 字节。', safe: kept, next: otherSource },
    BitcoinRelay_BrokenLink: {
      what: '有一个区块头没有接在前一个之后。',
      safe: kept,
      next: '请从中继的最新区块起，按顺序提交。',
    },
    BitcoinRelay_BadWork: {
      what: '有一个区块头的工作量不足。',
      safe: kept,
      next: '不要信任该来源，请换一个。',
    },
    BitcoinRelay_BadBits: {
      what: '有一个区块头的难度不符合比特币规则。',
      safe: kept,
      next: '不要信任该来源，请换一个。',
    },
    BitcoinRelay_TimeTooOld: {
      what: '有一个区块头的时间早于它之前的区块。',
      safe: kept,
      next: '不要信任该来源，请换一个。',
    },
    BitcoinRelay_TimeTooNew: {
      what: '有一个区块头的时间超前两小时以上。',
      safe: kept,
      next: '请稍后再提交。',
    },
    BitcoinRelay_BadForkHeight: {
      what: '分支的起点超出中继可跟随的范围。',
      safe: kept,
      next: '请让分支起点位于检查点与中继最新区块之间。',
    },
    BitcoinRelay_NotHeavier: {
      what: '分支的工作量不大于它要替换的区块。',
      safe: '中继保留了工作量更大的链。',
      next: '请等分支变长，或等它被放弃。',
    },
    BitcoinRelay_BadContext: {
      what: '分支没有以分叉点以下的区块头开头。',
      safe: kept,
      next: '请在前面加上截至分叉点的十一个区块头。',
    },
    QpBTC_NotMinter: {
      what: '只有桥可以铸造和销毁 qpBTC。',
      safe: '没有余额改变。',
      next: '请通过存入进行。',
    },
    RequestIds_NotIssuer: { what: '只有桥可以分配编号。', safe: unchanged, next: '请通过存入进行。' },
    StakerRegistry_NotBridge: {
      what: '只有桥可以发行和释放额度。',
      safe: unchanged,
      next: '请通过存入进行。',
    },
    StakerRegistry_NotSelector: {
      what: '只有抽选可以预留额度。',
      safe: unchanged,
      next: '请通过存入进行。',
    },
    StakerRegistry_NotWhitelisted: {
      what: '此账户不能注册为质押者。',
      safe: noBond,
      next: '请先申请准入，再注册。',
    },
    StakerRegistry_AlreadyRegistered: {
      what: '此账户已是质押者。',
      safe: '没有收取第二份保证金。',
      next: '请在现有注册上增加抵押品。',
    },
    StakerRegistry_KeyTaken: {
      what: '另一位质押者已使用这把比特币密钥。',
      safe: noBond,
      next: '请用一把新的密钥注册。',
    },
    StakerRegistry_BadKeyProof: {
      what: '签名不是来自这把比特币密钥。',
      safe: noBond,
      next: '请用要注册的密钥，对显示的文字原样签名。',
    },
    StakerRegistry_BadSweepScript: {
      what: '归集地址的类型无法识别。',
      safe: noBond,
      next: '请使用标准地址：P2PKH、P2SH、P2WPKH、P2WSH 或 P2TR。',
    },
    StakerRegistry_BondAmount: {
      what: '注册保证金与要求不符。',
      safe: '没有收取任何金额。',
      next: '请发送所显示的准确金额。',
    },
    StakerRegistry_NotRegistered: { what: '此账户不是质押者。', safe: unchanged, next: '请先注册。' },
    StakerRegistry_AmountZero: { what: '金额为零。', safe: unchanged, next: '请输入大于零的金额。' },
    StakerRegistry_TokenDelta: {
      what: '抵押代币转移的数量与指示不符。',
      safe: '转账已撤销。',
      next: '请只使用本部署的抵押代币。',
    },
    StakerRegistry_CapacityShort: {
      what: '质押者已没有容纳这个金额的额度。',
      safe: '没有铸造，也没有损失：付款留在这笔存款自己的脚本中。',
      next: '请等质押者有额度时重试，或在退款高度之后取回 BTC。',
    },
    StakerRegistry_CollateralNeeded: {
      what: '这部分抵押品仍在担保已发行或已预留的金额。',
      safe: '它保持原状。',
      next: '解除质押不得超过空闲部分。',
    },
    StakerRegistry_UnstakeLocked: {
      what: '28 天的锁定期尚未结束。',
      safe: '抵押品仍归你所有。',
      next: '请在锁定期结束后领取。',
    },
    CollateralPrice_BadFeed: {
      what: '缺少价格源，或价格的时限超出范围。',
      safe: '什么都没有部署。',
      next: '请填写价格源，时限在 1 分钟到 30 天之间。',
    },
    CollateralPrice_Unavailable: {
      what: '抵押品的价格缺失或过旧。',
      safe: '没有预留任何额度。价格从不猜测。',
      next: '请等价格源更新后重试。',
    },
    StakerRegistry_ParameterOutOfBounds: {
      what: '数值超出固定范围。',
      safe: '参数保持不变。',
      next: '请选择范围内的数值。',
    },
    StakerSelector_NotBridge: { what: '只有桥可以发起抽签。', safe: unchanged, next: '请通过存入进行。' },
    StakerSelector_NotRegistry: {
      what: '只有注册表可以设置质押者的权重。',
      safe: unchanged,
      next: '请通过注册表刷新权重，任何人都可以。',
    },
    StakerSelector_CapacityShort: {
      what: '有人更快：容纳这个金额的额度刚被占用。',
      safe: notCharged,
      next: '请选择现在能安排的金额。',
    },
    StakerSelector_NotNext: {
      what: '前面有一笔存款在等待抽签，必须先处理。',
      safe: '你的位置和预留额度不变。',
      next: '请先完成前面的抽签；任何人都可以，只需一笔交易。',
    },
    StakerSelector_TooEarly: {
      what: '决定抽签的区块尚未产生。',
      safe: '你的预留额度不变。',
      next: '请等几秒后重试。',
    },
  },
  deposit_address: {
    script: {
      what: '本页计算的比特币地址与合约给出的不同。',
      safe: noPay,
      next: '请勿付款。请换一个可信的网络刷新；如果仍然如此，请报告。',
    },
    witness_script: {
      what: '比特币地址背后的规则与合约给出的不同。',
      safe: noPay,
      next: '请勿付款。请换一个可信的网络刷新；如果仍然如此，请报告。',
    },
    state: {
      what: '本服务器与链对这笔存款的状态说法不一。',
      safe: '在一致之前不显示任何可付款内容。',
      next: '请勿付款。等索引跟上后刷新。',
    },
    staker_key: {
      what: '质押者的密钥与合约给出的不同。',
      safe: noPay,
      next: '请勿付款。请换一个可信的网络刷新；如果仍然如此，请报告。',
    },
    indexer_script: {
      what: '本服务器给出的比特币地址与链上不同。',
      safe: noPay,
      next: '请勿付款并请报告：本服务器有误或已被篡改。',
    },
  },
  answer: {
    none: {
      what: '服务器没有应答。',
      safe: '你的资金不依赖它：存款记录在两条链上。',
      next: '请检查网络后重试。',
    },
    failed: {
      what: '服务器无法回答。',
      safe: '你的资金不依赖它：存款记录在两条链上。',
      next: '请一分钟后重试；状态页会说明哪个部分停止了。',
    },
  },
  esplora: {
    timeout: { what: '比特币数据源没有及时应答。', next: '请重试。' },
    http: { what: '比特币数据源返回了错误。', next: '请一分钟后重试。' },
    not_found: { what: '比特币数据源不认识它。', next: '请核对 txid。新交易需要几秒才能传播。' },
    answer: { what: '比特币数据源给出了没有意义的回答。', next: '它的内容不会显示为已验证。请稍后重试。' },
    unavailable: {
      what: '连不上任何比特币数据源。',
      safe: '比特币上的内容不会消失。',
      next: '请一分钟后重试。',
    },
    rejected: {
      what: '比特币网络拒绝了这笔交易：{reason}',
      safe: '没有发送任何内容。',
      next: '请检查手续费和所用的币，然后重新签名。',
    },
    history_too_long: {
      what: '有超过 {most} 笔付款涉及此地址，这里无法全部读取。',
      safe: '已经支付的款项仍在比特币上。',
      next: '请勿再次付款。请用交易添加你的付款。',
    },
    quorum: {
      what: '比特币数据源说法不一：{asked} 个中有 {agreed} 个一致，需要 {needed} 个。',
      safe: '在一致之前不会显示为已验证。',
      next: '请等待下一个区块。',
    },
  },
  amount: {
    empty: { what: '没有填写金额。', next: '请输入 BTC 金额，例如 0.05。' },
    not_a_number: { what: '这不是金额。', next: '请使用数字和一个小数点，例如 0.05。' },
    ambiguous: {
      what: '这可以读作 {first}，也可以读作 {second}。',
      next: '请用小数点，不要写千位分隔符，例如 1234.5。',
    },
    decimals: { what: '这里有 {decimals} 位小数，比特币最多 {max} 位。', next: '请保留 {max} 位小数。' },
    zero: { what: '金额为零。', next: '请输入大于零的金额。' },
    negative: { what: '金额不能为负。', next: '请去掉负号。' },
    exponent: { what: '不识别 1e-3 之类的指数写法。', next: '请完整写出，例如 0.001。' },
    hex: { what: '不识别十六进制数字。', next: '请用十进制数字。' },
    over_supply: { what: 'BTC 总量永远不会超过 21,000,000。', next: '请检查小数点的位置。' },
    under_minimum: { what: '最少 {minimum} 聪。', next: '请输入更大的金额。' },
    over_maximum: { what: '单次请求最多 {maximum} 聪。', next: '请减少金额，或分几次请求。' },
    not_whole_sat: { what: '这不是整数聪。', next: '请使用 10^10 wei 的倍数。' },
    range: { what: '这不是有效金额。', next: '金额是从零起的整数单位。' },
  },
  address: {
    empty: { what: '没有填写地址。', next: '请粘贴比特币地址。' },
    unreadable: { what: '这不是比特币地址。', next: '请从钱包复制完整地址，前后不要有其他内容。' },
    checksum: { what: '校验和有误：至少有一个字符被改动。', next: '请从钱包重新复制，不要手动修改。' },
    network: {
      what: '以 {prefix} 开头的地址属于 {found}，这里必须是 {expected}。',
      next: '请把比特币钱包切换到 {expected}，再复制地址。',
    },
    evm: { what: '这是 EVM 地址：比特币不能付到这里。', next: '请粘贴比特币钱包的地址。' },
    witness_version: {
      what: '隔离见证版本 {version} 尚无规则：付到那里的币任何人都能花费。',
      next: '请使用以 bc1q 或 bc1p 开头的地址（或本网络的前缀）。',
    },
  },
  refund_key: {
    uncompressed: {
      what: '这把密钥未压缩，退款脚本需要压缩密钥。',
      next: '请使用以 bc1q 开头的地址，或让页面生成退款密钥。',
    },
    invalid: { what: '这不是比特币曲线上的公钥。', next: '请重新连接钱包，或让页面生成退款密钥。' },
    taproot: {
      what: 'Taproot 地址没有密钥哈希，退款脚本无法指定它。',
      next: '请使用原生隔离见证地址（以 bc1q 开头）或嵌套地址（3…）。',
    },
    script: {
      what: '这个地址属于脚本，不属于单一密钥。',
      next: '请使用单密钥钱包的地址，或让页面生成退款密钥。',
    },
    mismatch: { what: '公钥不属于这个地址。', next: '请用显示此地址的钱包签名。' },
    signature: {
      what: '签名不能证明你持有这个地址的密钥。',
      next: '请用此地址对显示的文字原样签名。交易所地址无法签名：请让页面生成退款密钥。',
    },
    recovery_file: {
      what: '无法使用这个恢复文件：{field} 缺失或不一致。',
      next: '请选择存入时保存的原始文件。',
    },
  },
  recover: {
    no_coins: { what: '没有可取回的币。', next: '请等到比特币数据源显示付款。' },
    too_many_coins: { what: '{count} 个币对一笔交易来说太多，最多 {max} 个。', next: '请分几笔交易取回。' },
    duplicate_coin: { what: '同一个币出现了两次。', safe: '没有签署任何内容。', next: '请重新加载本页。' },
    script: {
      what: '脚本不是此存入的脚本。',
      safe: '没有签署任何内容。',
      next: '请通过可信的网络重新加载本页。',
    },
    payout_script: { what: '比特币节点不转发到这种地址的付款。', next: '请使用你自己钱包的地址。' },
    payout_self: { what: '这是此存入自己的地址：币会再次被锁在那里。', next: '请使用你自己钱包的地址。' },
    address_end: { what: '这不是它的最后几个字符。', next: '请与钱包中的地址完整比对。' },
    fee_rate: { what: '这个费率不合理。', next: '请输入 {min} 到 {max} 聪/vB 之间的费率。' },
    fee_unconfirmed: { what: '费用占了币的很大一部分。', next: '请同意，或选择较低的费率。' },
    fee_not_higher: {
      what: '{fee} 聪不足以替换正在等待的交易：至少需要 {least} 聪。',
      next: '请选择更高的费率。',
    },
    dust: {
      what: '费用为 {fee} 聪时到账太少：低于 {dust} 聪不会被转发。',
      safe: '这 {total} 聪仍在原处。',
      next: '请选择较低的费率，或等费用降低。',
    },
    unreadable: { what: '这既不是 PSBT 也不是交易。', safe: notSent, next: '请带回签名器保存的完整文件。' },
    changed_inputs: { what: '它花费的币与本页的 PSBT 不同。', safe: notSent, next: signAnew },
    changed_outputs: { what: '它支付的地址或金额与本页的 PSBT 不同。', safe: notSent, next: signAnew },
    changed_lock_time: { what: '它的锁定时间不是退款高度。', safe: notSent, next: signAnew },
    changed_sequence: { what: '有输入的 sequence 被更改。', safe: notSent, next: signAnew },
    changed_form: { what: '它的版本或形式被更改。', safe: notSent, next: signAnew },
    unsigned: {
      what: '其中没有签名。',
      safe: notSent,
      next: '请用退款密钥签名。若已签名，是签名器定稿时丢失了签名：请让它只签名。',
    },
    other_key: {
      what: '签名来自另一把密钥，不是退款密钥。',
      safe: notSent,
      next: '请用退款地址所属的账户签名。',
    },
    sighash_type: { what: '签名没有覆盖整笔交易（不是 SIGHASH_ALL）。', safe: notSent, next: signAnew },
    high_s: {
      what: '签名的形式不被比特币节点转发（高 s 值）。',
      safe: notSent,
      next: '请更新签名器，或换一个。',
    },
    signature: { what: '签名对这笔交易无效。', safe: notSent, next: signAnew },
    witness: {
      what: '完成的交易没有通过本页自己的检查。',
      safe: notSent,
      next: '请报告此问题；“方法”下的脚本可让任何工具取回这个币。',
    },
    file_network: { what: '这个恢复文件属于 {found}，而不是 {expected}。', safe: notSent, next: otherFile },
    file_bridge: { what: '这个恢复文件属于另一个桥或另一条链。', safe: notSent, next: otherFile },
    file_deposit: {
      what: '这个恢复文件属于存入 {found}，而不是 {expected}。',
      safe: notSent,
      next: otherFile,
    },
    file_key: { what: '这个恢复文件中的密钥不是此存入的退款密钥。', safe: notSent, next: otherFile },
    too_early: {
      what: '比特币在区块 {tip}，退款高度为 {height}。',
      safe: notSent,
      next: '请等待缺少的区块，期间无人能铸造此存入。',
    },
    coins_moved: { what: '有币在此期间被花费。', safe: notSent, next: '请查看本页现在显示的内容。' },
    wrong_wallet_key: {
      what: '已连接钱包的地址没有退款密钥。',
      safe: notSent,
      next: '请切换到请求存入时的账户，或使用其他方式。',
    },
    not_ready: {
      what: '链上尚未把此存入标为可退款。',
      safe: '它或被铸造，或被取回，绝不会两者都发生。',
      next: '请稍候，本页会自动再次询问。',
    },
  },
  proof: {
    header_length: { what: '有一个区块头不是 80 字节。', next: otherSource },
    header_hash: { what: '有一个区块头不是所要的那个。', next: otherSource },
    header_work: { what: '有一个区块头的工作量不足。', next: otherSource },
    header_bits: { what: '有一个区块头的难度不可能成立。', next: otherSource },
    header_link: { what: '有一个区块头没有接在前一个之后。', next: otherSource },
    merkle_root: { what: '付款并不在所说的区块中。', next: otherSource },
    merkle_index: { what: '付款在区块中的位置不可能成立。', next: otherSource },
    merkle_depth: { what: '证明的两条路径长度不同。', next: otherSource },
    coinbase: { what: '该区块不以 coinbase 开头。', next: otherSource },
    txid: { what: '交易不是所要的那一笔。', next: otherSource },
    not_in_block: { what: '区块中没有这笔付款。', next: '请等下一个区块后重试。' },
    confirmations: { what: '付款之上的区块还不够。', next: '请等待更多区块。' },
    chainwork: { what: '付款之上的区块工作量不足。', next: '请等待更多区块。' },
    relay_hash: { what: '在这个高度，比特币与中继的区块不同。', next: '请等中继跟上后重试。' },
  },
  transaction: {
    truncated: { what: '交易数据不完整。', next: refetch },
    varint: { what: '交易没有使用最短写法。', next: refetch },
    trailing: { what: '交易末尾有多余字节。', next: refetch },
    witness: { what: '交易仍带有见证数据。', next: refetch },
    size64: { what: '交易恰好 64 字节，可能是伪造。', next: '请用另一笔交易付款。' },
    no_inputs: { what: '交易没有输入。', next: refetch },
    no_outputs: { what: '交易没有输出。', next: refetch },
    too_many_inputs: { what: '交易输入过多，无法证明。', next: '请用更少、更大的币付款。' },
    too_many_outputs: { what: '交易输出过多，无法证明。', next: '请用单独的交易付款。' },
    value_sum: { what: '交易输出总和超过 21,000,000 BTC。', next: refetch },
    hex: { what: '交易不是十六进制。', next: refetch },
  },
  bip21: {
    scheme: { what: '付款链接不以 bitcoin: 开头。', next: byHand },
    address: { what: '付款链接中没有地址。', next: byHand },
    amount: { what: '付款链接中的金额格式有误。', next: byHand },
    parameter: { what: '付款链接中有重复或错误的参数。', next: byHand },
    required: { what: '付款链接要求了这里不认识的功能。', next: byHand },
  },
  wallet: {
    not_installed: {
      what: '{wallet} 在此浏览器中没有应答。',
      safe: '没有发送任何内容。',
      next: '请安装或解锁它，然后重新加载本页。',
    },
    rejected: {
      what: '你在 {wallet} 中拒绝了请求。',
      safe: '没有发送任何内容。',
      next: '准备好后可重新开始。',
    },
    locked: {
      what: '{wallet} 已锁定，或没有授权本页。',
      safe: '没有发送任何内容。',
      next: '请解锁后重新连接。',
    },
    network: {
      what: '{wallet} 在 {actual} 上，这里必须是 {expected}。',
      safe: '没有发送任何内容。',
      next: '请在钱包中切换网络。',
    },
    no_account: {
      what: '{wallet} 没有给出这条链上的账户。',
      safe: '没有发送任何内容。',
      next: '请在钱包里选择这条链，然后重新连接。',
    },
    busy: {
      what: '{wallet} 里已有另一个请求在等待。',
      safe: '没有发送任何内容。',
      next: '请打开钱包，先处理那个请求，然后重新开始。',
    },
    away: {
      what: '{wallet} 与网络断开了连接。',
      safe: '没有发送任何内容。',
      next: '请等钱包恢复连接，然后重新开始。',
    },
    stopped: {
      what: '你已停止等待 {wallet}。',
      safe: '请求可能仍在钱包里。如果之后还是发送了，本页会在链上找到它。',
      next: '重新开始之前，请先在钱包里拒绝它，以免重复发送。',
    },
    other_tab: {
      what: '本页的另一个标签页正在向你的钱包发出请求。',
      safe: '这个标签页没有发送任何内容。',
      next: '请在那里完成，或关闭那个标签页。',
    },
    no_answer: {
      what: '{wallet} 已 {seconds} 秒没有应答。',
      safe: '就本页所知，没有发送任何内容。',
      next: '请打开钱包，请求可能在那里等待；若没有，请重试。',
    },
    answer: {
      what: '{wallet} 对 {method} 的应答无法理解（{field}）。',
      safe: '没有采用它的任何内容。',
      next: '请更新钱包，或换一个钱包。',
    },
    unsupported: {
      what: '{wallet} 不支持此操作（{method}）。',
      safe: '没有发送任何内容。',
      next: '请手动完成，或换一个钱包。',
    },
    account_changed: {
      what: '{wallet} 中的账户已被切换。',
      safe: '没有发送任何内容。',
      next: '请查看本页当前内容，再重新开始。',
    },
    failed: {
      what: '{wallet} 无法完成：{reason}',
      safe: '就本页所知，没有发送任何内容。',
      next: '请先查看钱包，再重试或换一个钱包。',
    },
  },
  deposit: {
    quote_changed: {
      what: '在你决定期间，占用保证金上涨了。',
      safe: '没有发送任何内容。',
      next: '请查看新的报价，再次发送。',
    },
    recipient_empty: { what: '没有填写接收人。', next: '请连接 EVM 钱包，或粘贴接收 qpBTC 的 EVM 地址。' },
    recipient_unreadable: { what: '这不是 EVM 地址。', next: '它以 0x 开头，其后有 40 个字符，请完整粘贴。' },
    recipient_checksum: {
      what: '地址的大小写校验不符：至少有一个字符被改动。',
      next: '请从钱包重新复制，不要手动修改。',
    },
    recipient_bitcoin: {
      what: '这是比特币地址，而 qpBTC 在 EVM 链上到账。',
      next: '请粘贴以 0x 开头的 EVM 地址。',
    },
    recipient_zero: { what: '没有人拥有此地址，转入即丢失。', next: '请粘贴你自己的 EVM 地址。' },
    recipient_bridge: { what: '此地址是桥自身的合约，转入即丢失。', next: '请粘贴你自己的 EVM 地址。' },
    refund_missing: { what: '还没有选择退款密钥。', next: '请选择在未铸造时由谁取回 BTC。' },
    refund_unproven: { what: '还没有证明此地址能够签名。', next: '请用其钱包签署下方文字，并粘贴签名。' },
    refund_unsaved: { what: '恢复文件尚未保存。', next: '请先保存：没有它，谁也无法取回 BTC。' },
    paid_meanwhile: {
      what: '刚刚看到一笔付给此地址的付款。',
      safe: '没有再发送任何内容。',
      next: '再次付款前，请查看本页现在显示的内容。',
    },
    payment_unreadable: {
      what: '这既不是 txid，也不是交易。',
      next: '请粘贴钱包中显示的 txid、txid:输出序号，或十六进制的原始交易。',
    },
    payment_not_served: {
      what: '没有比特币数据源给出这笔交易。',
      next: '请核对 txid。若无误，请改为粘贴十六进制的原始交易，你的钱包里有。',
    },
    payment_other_address: {
      what: '这笔交易没有付给此存入的地址。',
      next: '请在钱包中找到付给该地址的那一笔。',
    },
  },
  withdraw: withdrawErrors,
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "./libraries/BitcoinHeader.sol";

/// @title BitcoinRelay
/// @notice See `IBitcoinRelay` for what it does and `docs/bitcoin-relay.md` for how.
/// @dev One slot a header, two slots for the tip, one record an epoch. Stale hashes above a shorter tip stay in storage
/// and are hidden by every view; the next header at that height overwrites them.
contract BitcoinRelay is IBitcoinRelay {
    /// @notice Thrown by the constructor for a checkpoint that is no block: length, work, bits or epoch start.
    error BitcoinRelay_BadCheckpoint();
    /// @notice Thrown by the constructor for a pow limit at which a retarget could overflow.
    error BitcoinRelay_BadPowLimit(uint32 powLimitBits);
    /// @notice Thrown by the constructor: evidence without any work is none.
    error BitcoinRelay_MinBlockWorkZero();

    /// @dev The first slot answers `headerState` for blocks of the tip's epoch.
    /// @param recentTimes times of the last five blocks, 32 bits each, the tip's lowest
    /// @param earlierTimes the six before; 0 where the checkpoint hides them
    struct Tip {
        uint32 height;
        uint32 bits;
        uint32 epochStart;
        uint160 recentTimes;
        uint192 earlierTimes;
    }

    /// @param workBefore work of all blocks before the epoch, counted from the first block of the checkpoint's epoch
    struct Epoch {
        uint192 workBefore;
        uint32 bits;
        uint32 startTime;
    }

    /// @dev A chain that headers are appended to, in memory.
    /// @param times times of the last eight blocks, 32 bits each, the last block's lowest
    /// @param olderTimes the three before
    /// @param work work of what was appended
    struct Chain {
        uint256 height;
        bytes32 hash;
        uint32 bits;
        uint256 target;
        uint256 blockWork;
        uint256 epochStart;
        uint256 times;
        uint256 olderTimes;
        uint256 work;
    }

    uint256 private constant MAX_FUTURE_SECONDS = 2 hours;
    uint256 private constant MEDIAN_BLOCKS = 11;
    /// @dev 1 in each of four lanes of 64 bits, and the lower half of each.
    uint256 private constant LANES = 0x0000000000000001000000000000000100000000000000010000000000000001;
    uint256 private constant EVERY_OTHER = LANES * type(uint32).max;

    /// @inheritdoc IBitcoinRelay
    uint256 public immutable checkpointHeight;
    /// @inheritdoc IBitcoinRelay
    uint256 public immutable minBlockWork;
    /// @inheritdoc IBitcoinRelay
    bool public immutable noRetarget;
    uint256 private immutable _powLimit;

    /// @inheritdoc IBitcoinRelay
    string public chainName;

    Tip private _tip;
    mapping(uint256 height => bytes32) private _hashes;
    mapping(uint256 number => Epoch) private _epochs;

    /// @param header 80 bytes of the block where the relay starts; it must be on Bitcoin's best chain for good
    /// @param height its height
    /// @param epochStart time of the first block of its epoch (height − height mod 2016), in seconds
    /// @param powLimitBits easiest target of the chain: 0x1d00ffff on main, 0x207fffff on regtest
    /// @param noRetarget_ true where difficulty never changes
    /// @param chainName_ main, test, signet or regtest
    /// @param minBlockWork_ see `minBlockWork`
    constructor(
        bytes memory header,
        uint256 height,
        uint32 epochStart,
        uint32 powLimitBits,
        bool noRetarget_,
        string memory chainName_,
        uint256 minBlockWork_
    ) {
        require(minBlockWork_ != 0, BitcoinRelay_MinBlockWorkZero());
        _powLimit = BitcoinHeader.targetOf(powLimitBits);
        require(
            noRetarget_ || _powLimit <= type(uint256).max / BitcoinHeader.MAX_SECONDS,
            BitcoinRelay_BadPowLimit(powLimitBits)
        );
        checkpointHeight = height;
        minBlockWork = minBlockWork_;
        noRetarget = noRetarget_;
        chainName = chainName_;

        require(header.length == BitcoinHeader.LENGTH, BitcoinRelay_BadCheckpoint());
        (bytes32 hash,, uint256 time, uint32 bits) = BitcoinHeader.readMemory(header);
        uint256 target = BitcoinHeader.targetOf(bits);
        bool first = height % BitcoinHeader.EPOCH_BLOCKS == 0;
        require(
            target <= _powLimit && BitcoinHeader.toNumber(hash) <= target && (!first || epochStart == time)
                && height <= type(uint32).max,
            BitcoinRelay_BadCheckpoint()
        );
        _hashes[height] = hash;
        _epochs[height / BitcoinHeader.EPOCH_BLOCKS] = Epoch(0, bits, epochStart);
        _tip = Tip(uint32(height), bits, epochStart, uint160(time), 0);
        emit TipChanged(height, height, hash);
    }

    /// @inheritdoc IBitcoinRelay
    function submitHeaders(bytes calldata headers) external {
        _requireHeaders(headers.length, 0);
        Tip memory old = _tip;
        Chain memory chain = Chain({
            height: old.height,
            hash: _hashes[old.height],
            bits: old.bits,
            target: BitcoinHeader.targetOf(old.bits),
            blockWork: 0, // nothing is compared here
            epochStart: old.epochStart,
            times: old.recentTimes | uint256(old.earlierTimes) << 160,
            olderTimes: old.earlierTimes >> 96,
            work: 0
        });
        _append(chain, headers, 0);
        _setTip(chain, old.height);
    }

    /// @inheritdoc IBitcoinRelay
    function submitBranch(uint256 forkHeight, bytes calldata headers) external {
        uint256 tipHeight = _tip.height;
        require(
            forkHeight >= checkpointHeight && forkHeight <= tipHeight,
            BitcoinRelay_BadForkHeight(forkHeight, checkpointHeight, tipHeight)
        );
        uint256 replaced = chainworkSince(forkHeight + 1);
        (Chain memory chain, uint256 at) = _fork(forkHeight, headers);
        _append(chain, headers, at);
        require(chain.work > replaced, BitcoinRelay_NotHeavier(chain.work, replaced));
        _setTip(chain, forkHeight);
    }

    /// @inheritdoc IBitcoinRelay
    function tip() external view returns (uint256 height, uint256 time) {
        return (_tip.height, uint32(_tip.recentTimes));
    }

    /// @inheritdoc IBitcoinRelay
    function hashAt(uint256 height) external view returns (bytes32) {
        return height > _tip.height ? bytes32(0) : _hashes[height];
    }

    /// @inheritdoc IBitcoinRelay
    function confirmations(uint256 height) external view returns (uint256) {
        uint256 tipHeight = _tip.height;
        return height < checkpointHeight || height > tipHeight ? 0 : tipHeight - height + 1;
    }

    /// @inheritdoc IBitcoinRelay
    function chainworkSince(uint256 height) public view returns (uint256) {
        return _workSince(height, _tip.height, _tip.bits);
    }

    /// @inheritdoc IBitcoinRelay
    function headerState(uint256 height)
        external
        view
        returns (bytes32 hash, uint256 work, uint256 tipHeight, uint256 tipTime)
    {
        Tip storage tip_ = _tip;
        uint32 bits;
        (tipHeight, bits, tipTime) = (tip_.height, tip_.bits, uint32(tip_.recentTimes));
        if (height <= tipHeight) hash = _hashes[height];
        work = _workSince(height, tipHeight, bits);
    }

    /// @dev Exact, and in the tip's epoch without another slot: all blocks of an epoch have the same work.
    function _workSince(uint256 height, uint256 tipHeight, uint32 tipBits) private view returns (uint256) {
        if (height < checkpointHeight || height > tipHeight) return 0;
        // Unchecked: all heights are ordered, and work is bounded by the hashes ever done.
        unchecked {
            uint256 tipWork = BitcoinHeader.workOfBits(tipBits);
            uint256 number = height / BitcoinHeader.EPOCH_BLOCKS;
            uint256 tipNumber = tipHeight / BitcoinHeader.EPOCH_BLOCKS;
            if (number == tipNumber) return (tipHeight - height + 1) * tipWork;
            Epoch memory epoch = _epochs[number];
            uint256 before =
                epoch.workBefore + height % BitcoinHeader.EPOCH_BLOCKS * BitcoinHeader.workOfBits(epoch.bits);
            return _epochs[tipNumber].workBefore + (tipHeight % BitcoinHeader.EPOCH_BLOCKS + 1) * tipWork - before;
        }
    }

    /// @dev The chain that ends at `forkHeight`, rebuilt from the headers that the branch brings.
    /// @return chain ready for the branch
    /// @return at where the branch begins in `headers`
    function _fork(uint256 forkHeight, bytes calldata headers) private view returns (Chain memory chain, uint256 at) {
        uint256 count = forkHeight - checkpointHeight + 1;
        if (count > MEDIAN_BLOCKS) count = MEDIAN_BLOCKS;
        _requireHeaders(headers.length, count);
        for (uint256 height = forkHeight + 1 - count; height <= forkHeight; ++height) {
            uint256 time;
            (chain.hash,, time, chain.bits) = BitcoinHeader.read(headers, at);
            require(chain.hash == _hashes[height], BitcoinRelay_BadContext(height));
            _pushTime(chain, time);
            at += BitcoinHeader.LENGTH;
        }
        chain.height = forkHeight;
        chain.target = BitcoinHeader.targetOf(chain.bits);
        chain.blockWork = BitcoinHeader.workOf(chain.target);
        chain.epochStart = _epochs[forkHeight / BitcoinHeader.EPOCH_BLOCKS].startTime;
    }

    /// @dev Checks and stores the headers from `at` on.
    function _append(Chain memory chain, bytes calldata headers, uint256 at) private {
        // Unchecked: heights and positions are bounded by what calldata can hold, work by 2^256 hashes ever done.
        unchecked {
            uint256 limit = block.timestamp + MAX_FUTURE_SECONDS;
            uint256 height = chain.height;
            for (; at < headers.length; at += BitcoinHeader.LENGTH) {
                (bytes32 hash, bytes32 previous, uint256 time, uint32 bits) = BitcoinHeader.read(headers, at);
                ++height;
                require(previous == chain.hash, BitcoinRelay_BrokenLink(height));
                if (height % BitcoinHeader.EPOCH_BLOCKS == 0) _startEpoch(chain, height, time);
                require(bits == chain.bits, BitcoinRelay_BadBits(height, chain.bits, bits));
                require(BitcoinHeader.toNumber(hash) <= chain.target, BitcoinRelay_BadWork(height));
                if (!_aboveMedian(chain, time)) revert BitcoinRelay_TimeTooOld(height, _median(chain), time);
                require(time <= limit, BitcoinRelay_TimeTooNew(height, limit, time));
                _pushTime(chain, time);
                chain.hash = hash;
                chain.work += chain.blockWork;
                _hashes[height] = hash;
            }
            chain.height = height;
        }
    }

    /// @dev Sets what the epoch that begins at `height` demands, and records it.
    function _startEpoch(Chain memory chain, uint256 height, uint256 time) private {
        uint256 number = height / BitcoinHeader.EPOCH_BLOCKS;
        uint256 epochWork = BitcoinHeader.EPOCH_BLOCKS * BitcoinHeader.workOf(chain.target);
        if (!noRetarget) {
            uint256 lastTime = uint32(chain.times);
            chain.bits = BitcoinHeader.retarget(chain.bits, chain.epochStart, lastTime, _powLimit);
            chain.target = BitcoinHeader.targetOf(chain.bits);
        }
        chain.blockWork = BitcoinHeader.workOf(chain.target);
        chain.epochStart = time;
        uint256 workBefore = _epochs[number - 1].workBefore + epochWork;
        _epochs[number] = Epoch(uint192(workBefore), chain.bits, uint32(time));
    }

    function _setTip(Chain memory chain, uint256 forkHeight) private {
        _tip = Tip({
            height: uint32(chain.height),
            bits: chain.bits,
            epochStart: uint32(chain.epochStart),
            recentTimes: uint160(chain.times),
            earlierTimes: uint192(chain.times >> 160 | chain.olderTimes << 96)
        });
        emit TipChanged(forkHeight, chain.height, chain.hash);
    }

    /// @dev Whole headers only, and more than `context` of them.
    function _requireHeaders(uint256 length, uint256 context) private pure {
        bool whole = length % BitcoinHeader.LENGTH == 0 && length > context * BitcoinHeader.LENGTH;
        require(whole, BitcoinRelay_HeaderLength(length));
    }

    function _pushTime(Chain memory chain, uint256 time) private pure {
        chain.olderTimes = (chain.olderTimes << 32 | chain.times >> 224) & type(uint96).max;
        chain.times = chain.times << 32 | time;
    }

    /// @dev A time is above the median of eleven when it is above at least six of them: no sorting. Times that the
    /// checkpoint hides count as 0, so that the relay never refuses what Bitcoin accepts.
    function _aboveMedian(Chain memory chain, uint256 time) private pure returns (bool) {
        // Unchecked: every lane of 64 bits holds less than 2^33, so none borrows from or carries into its neighbour.
        unchecked {
            uint256 times = chain.times;
            // time − t − 1 + 2^32 has bit 32 set exactly when time > t; four times at once, in every other lane of 32.
            uint256 minuend = (time + type(uint32).max) * LANES;
            uint256 above = (minuend - (times & EVERY_OTHER)) >> 32 & LANES;
            above += (minuend - (times >> 32 & EVERY_OTHER)) >> 32 & LANES;
            times = chain.olderTimes | ~uint256(type(uint96).max); // no time is above an unused lane
            above += (minuend - (times & EVERY_OTHER)) >> 32 & LANES;
            above += (minuend - (times >> 32 & EVERY_OTHER)) >> 32 & LANES;
            return above * LANES >> 192 > MEDIAN_BLOCKS / 2;
        }
    }

    /// @dev Only for the error: the largest of the eleven that has at most five under it.
    function _median(Chain memory chain) private pure returns (uint256 median) {
        for (uint256 i; i < MEDIAN_BLOCKS; ++i) {
            uint256 time = uint32(i < 8 ? chain.times >> 32 * i : chain.olderTimes >> 32 * (i - 8));
            if (time > median && !_aboveMedian(chain, time)) median = time;
        }
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "./libraries/BitcoinHeader.sol";
import { Chain, HeaderChain } from "./libraries/HeaderChain.sol";
import { RelayBook } from "./relay/RelayBook.sol";

/// @title BitcoinRelay
/// @notice See `IBitcoinRelay` for what it does and `docs/bitcoin-relay.md` for how.
contract BitcoinRelay is RelayBook {
    using HeaderChain for Chain;

    /// @notice Thrown by the constructor for a checkpoint that is no block: length, work, bits or epoch start.
    error BitcoinRelay_BadCheckpoint();
    /// @notice Thrown by the constructor for a pow limit at which a retarget could overflow.
    error BitcoinRelay_BadPowLimit(uint32 powLimitBits);
    /// @notice Thrown by the constructor: evidence without any work is none.
    error BitcoinRelay_MinBlockWorkZero();

    uint256 private constant MAX_FUTURE_SECONDS = 2 hours;

    /// @inheritdoc IBitcoinRelay
    uint256 public immutable minBlockWork;
    /// @inheritdoc IBitcoinRelay
    bool public immutable noRetarget;
    uint256 private immutable _powLimit;

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
    ) RelayBook(height) {
        require(minBlockWork_ != 0, BitcoinRelay_MinBlockWorkZero());
        _powLimit = BitcoinHeader.targetOf(powLimitBits);
        require(
            noRetarget_ || _powLimit <= type(uint256).max / BitcoinHeader.MAX_SECONDS,
            BitcoinRelay_BadPowLimit(powLimitBits)
        );
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

    /// @dev The chain that ends at `forkHeight`, rebuilt from the headers that the branch brings.
    /// @return chain ready for the branch
    /// @return at where the branch begins in `headers`
    function _fork(uint256 forkHeight, bytes calldata headers) private view returns (Chain memory chain, uint256 at) {
        uint256 count = forkHeight - checkpointHeight + 1;
        if (count > HeaderChain.MEDIAN_BLOCKS) count = HeaderChain.MEDIAN_BLOCKS;
        _requireHeaders(headers.length, count);
        for (uint256 height = forkHeight + 1 - count; height <= forkHeight; ++height) {
            uint256 time;
            (chain.hash,, time, chain.bits) = BitcoinHeader.read(headers, at);
            require(chain.hash == _hashes[height], BitcoinRelay_BadContext(height));
            chain.pushTime(time);
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
                if (!chain.aboveMedian(time)) revert BitcoinRelay_TimeTooOld(height, chain.median(), time);
                require(time <= limit, BitcoinRelay_TimeTooNew(height, limit, time));
                chain.pushTime(time);
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
}

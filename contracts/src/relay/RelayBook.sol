// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { BitcoinHeader } from "../libraries/BitcoinHeader.sol";

/// @title What the relay keeps, and how it is read
/// @dev One slot a header, two slots for the tip, one record an epoch. Stale hashes above a shorter tip stay in storage
/// and are hidden by every view; the next header at that height overwrites them.
abstract contract RelayBook is IBitcoinRelay {
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

    /// @inheritdoc IBitcoinRelay
    uint256 public immutable checkpointHeight;

    /// @inheritdoc IBitcoinRelay
    string public chainName;

    Tip internal _tip;
    mapping(uint256 height => bytes32) internal _hashes;
    mapping(uint256 number => Epoch) internal _epochs;

    constructor(uint256 checkpointHeight_) {
        checkpointHeight = checkpointHeight_;
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
}

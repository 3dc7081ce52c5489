// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title How an amount is cut into shares
/// @notice No share and no rest may be too small to be paid: the last share takes from the one before. Each share costs its
/// owner a miner fee, so a share that leaves a rest carries ten of them: whatever becomes of an amount, and in however many
/// draws, miner fees take at most a tenth of it and one fee.
library SplitRules {
    /// @notice Miner fees that a share must carry if it is not the last.
    uint64 internal constant FEES_A_CRUMB = 10;

    /// @param left what is still to be placed, in sats
    /// @param room what this staker can carry
    /// @param minShare least that a share may carry
    /// @param minerFee what each share costs
    /// @return sats what this staker takes: 0, all that is left, or at least ten miner fees, so that `minShare` is left
    function take(uint64 left, uint64 room, uint64 minShare, uint64 minerFee) internal pure returns (uint64 sats) {
        if (left < minShare) return 0;
        if (room >= left) return left;
        sats = left - room < minShare ? left - minShare : room;
        if (sats < least(left, minShare, minerFee)) sats = 0;
    }

    /// @return sats the least that a staker must be able to carry for a draw to place anything
    function least(uint64 left, uint64 minShare, uint64 minerFee) internal pure returns (uint64 sats) {
        sats = minerFee * FEES_A_CRUMB;
        if (sats < minShare) sats = minShare;
        if (left >= minShare && left < sats) sats = left;
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title How an amount is cut into shares
/// @notice No share and no rest may be too small to be paid: the last share takes from the one before.
library SplitRules {
    /// @param left what is still to be placed, in sats
    /// @param room what this staker can carry
    /// @param minShare least that a share may carry
    /// @return sats what this staker takes: 0, or at least `minShare` and so that 0 or at least `minShare` is left
    function take(uint64 left, uint64 room, uint64 minShare) internal pure returns (uint64 sats) {
        if (left < minShare) return 0;
        if (room >= left) return left;
        sats = left - room < minShare ? left - minShare : room;
        if (sats < minShare) sats = 0;
    }
}

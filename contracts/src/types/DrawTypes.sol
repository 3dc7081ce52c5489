// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice A part that a draw has placed.
/// @param stakerId from 1
/// @param staker its address
/// @param sats what is reserved of what it holds, or of what it can back
struct Placed {
    uint256 stakerId;
    address staker;
    uint64 sats;
}

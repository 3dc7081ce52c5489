// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title Names of what waits in the `EscrowBuffer`
library EscrowTasks {
    /// @dev requests that wait for capacity; the bridge writes it
    bytes32 internal constant DEPOSIT_QUEUE = keccak256("BTC_DEPOSIT");
    /// @dev proven payments, a ledger each staker; that of staker 0 waits for the mint limit. The minter writes it.
    bytes32 internal constant DEPOSIT_ESCROW = keccak256("BTC_DEPOSIT_ESCROW");
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @title What waits, in the order in which it came
/// @notice First-in-first-out ledgers of claims, one a task and, where the claim lies at one staker, one a staker. It holds no
/// coins: a registered module says what waits and when it is filled.
///
/// An entry leaves from the front, in whole or in part, or is taken out wherever it stands; its place is never used twice.
/// Roles: registered modules write, each its own tasks; the admin sets the maximum of each task; anyone reads.
/// Liveness: no call's cost grows with the number of entries; gaps are skipped, at most 50 a call.
/// Units: sats.
interface IEscrowBuffer {
    event Deposited(bytes32 indexed ledger, uint256 indexed reqId, address owner, uint64 sats, uint256 place);
    /// @param sats by which what waits has changed
    event Drained(bytes32 indexed ledger, uint256 indexed reqId, uint64 sats);
    event Removed(bytes32 indexed ledger, uint256 indexed reqId, uint64 sats);
    event BufferFull(bytes32 indexed task);
    event BufferMaxSet(bytes32 indexed task, uint64 sats);
    event ModuleSet(address indexed module, bytes32 indexed task, bool allowed);

    /// @notice Thrown when the caller may not write this task.
    error EscrowBuffer_NotModule(address caller, bytes32 task);
    /// @notice Thrown when more would wait than the task's maximum.
    error EscrowBuffer_Full(bytes32 task, uint64 level, uint64 sats, uint64 max);
    /// @notice Thrown when there is no such entry, or less waits than is to be drained.
    error EscrowBuffer_NoEntry(bytes32 ledger, uint256 place);
    error EscrowBuffer_AmountZero();
}

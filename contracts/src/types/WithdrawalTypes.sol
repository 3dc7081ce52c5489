// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice States of a withdrawal's share. `docs/data-flow.md` draws the edges.
enum ShareState {
    /// no such share
    None,
    /// a staker owes the payment
    Pending,
    /// the payment was proven and the tokens are burned; terminal
    Paid,
    /// both clocks are past the deadline and its margins; a late payment still counts until the owner acts
    TimedOut,
    /// the owner asked for another staker; terminal
    Retried,
    /// the owner took collateral instead; terminal
    Reimbursed
}

/// @notice State of a withdrawal, derived from its shares and never stored.
enum WithdrawalState {
    /// no such request
    None,
    /// the first draw is not resolved
    Requested,
    /// nothing but an unplaced part is open
    Queued,
    /// shares are open, none is paid yet
    Assigned,
    /// some are paid, something is still open
    PartlyPaid,
    /// nothing is open and at least one share was paid
    Complete,
    /// nothing is open, no share was paid, at least one was reimbursed in collateral
    Failed,
    /// nothing was ever paid or reimbursed: the tokens went back
    Cancelled
}

/// @notice A withdrawal as people and programs read it.
/// @param owner who asked, and who alone cancels, retries and is reimbursed
/// @param sats qpBTC that was locked
/// @param unplacedSats part that no share carries (yet): drawn for or queued
/// @param unplacedFeeSats redeem fee of that part, given back with it
/// @param maxFeeSats what each share's staker may keep for its miner fee
/// @param requestHeight Bitcoin height of the relay when it was asked for
/// @param state see `WithdrawalState`
/// @param drawing true while a draw is open
/// @param position place in the queue from 1, counting cancelled entries before it; 0 when not queued
/// @param shareCount shares there ever were
/// @param payoutScript scriptPubKey to pay
struct WithdrawalView {
    address owner;
    uint64 sats;
    uint64 unplacedSats;
    uint64 unplacedFeeSats;
    uint64 maxFeeSats;
    uint256 requestHeight;
    WithdrawalState state;
    bool drawing;
    uint256 position;
    uint256 shareCount;
    bytes payoutScript;
}

/// @notice One staker's part of a withdrawal.
/// @param staker who owes it
/// @param sats tokens that are burned when it is paid
/// @param payoutSats least that the Bitcoin output must carry: `sats` less the miner fee
/// @param feeSats redeem fee that was taken for it
/// @param deadlineTime EVM time of the deadline, in seconds
/// @param deadlineHeight Bitcoin height of the deadline
/// @param state see `ShareState`
struct ShareView {
    address staker;
    uint64 sats;
    uint64 payoutSats;
    uint64 feeSats;
    uint256 deadlineTime;
    uint256 deadlineHeight;
    ShareState state;
}

/// @notice What a withdrawal would cost and how it would be split now.
/// @param feeSats redeem fee
/// @param minSats least amount that can be withdrawn with this miner fee
/// @param queuedSats part that nobody could carry now
/// @param confirmations Bitcoin blocks that the largest share's payment needs
/// @param shareSats what each share would carry, largest first; what arrives is that less the miner fee of each
struct WithdrawalQuote {
    uint64 feeSats;
    uint64 minSats;
    uint64 queuedSats;
    uint256 confirmations;
    uint64[] shareSats;
}

/// @notice Governed parameters. Each has an immutable bound, named beside it.
/// @param dustSats least that a share pays out (10,000 to 1,000,000)
/// @param redeemFeeBps taken from what is withdrawn (≤ 200)
/// @param latePenaltyBps of a late share's value, from its staker's collateral to the owner (≤ 2,000)
/// @param periodSeconds EVM clock of a deadline (6 h to 7 days)
/// @param periodBlocks Bitcoin clock of a deadline (36 to 1,008)
struct WithdrawalParams {
    uint64 dustSats;
    uint16 redeemFeeBps;
    uint16 latePenaltyBps;
    uint32 periodSeconds;
    uint16 periodBlocks;
}

/// @notice The modules that the withdrawals work with; fixed at deployment.
struct WithdrawalModules {
    address bridge;
    address minter;
    address registry;
    address holders;
    address relay;
    address qpBTC;
}

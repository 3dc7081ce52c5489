// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice States of a deposit share. `docs/data-flow.md` draws the edges.
enum DepositState {
    /// no such request
    None,
    /// capacity is held, the draw is not resolved
    Requested,
    /// a staker and its Bitcoin script are fixed, the payment is awaited
    Assigned,
    /// qpBTC was minted; terminal
    Minted,
    /// both clocks are past the deadline; a late payment is still minted when capacity allows
    Expired,
    /// could not be placed, the grief bond is the requester's again; terminal
    Cancelled,
    /// can no longer be minted: the depositor takes the coin back alone after `refundHeight`; terminal
    Refundable
}

/// @notice A deposit as people and programs read it. One share carries the whole amount.
/// @param requester who asked and owns the grief bond
/// @param recipient who receives the qpBTC
/// @param sats amount asked for
/// @param refundPubKeyHash hash160 of the compressed key that can take the coin back
/// @param state of the share; `Refundable` as soon as the refund window nears, even when nobody has recorded it
/// @param bondWei grief bond still held for this request, in wei
/// @param requestHeight Bitcoin height of the relay when it was asked for
/// @param refundHeight Bitcoin height after which the depositor can take the coin back alone
/// @param staker who holds the coin, 0 before the draw
/// @param deadlineTime EVM time of the deadline, in seconds, 0 before the draw
/// @param deadlineHeight Bitcoin height of the deadline, 0 before the draw
/// @param script the 34-byte scriptPubKey to pay to, empty before the draw
struct DepositView {
    address requester;
    address recipient;
    uint64 sats;
    bytes20 refundPubKeyHash;
    DepositState state;
    uint256 bondWei;
    uint256 requestHeight;
    uint256 refundHeight;
    address staker;
    uint256 deadlineTime;
    uint256 deadlineHeight;
    bytes script;
}

/// @notice What a deposit of a given size would cost and whether it can be taken now.
/// @param bondWei grief bond to send along, in wei
/// @param bondBps its rate
/// @param feeSats taken from the minted amount
/// @param confirmations Bitcoin blocks that a payment needs
/// @param maxSats the largest amount one deposit can have now
struct DepositQuote {
    uint256 bondWei;
    uint256 bondBps;
    uint256 feeSats;
    uint256 confirmations;
    uint256 maxSats;
}

/// @notice Governed parameters. Each has an immutable bound, named beside it.
/// @param dustSats least amount of a deposit (10,000 to 1,000,000)
/// @param depositFeeBps taken from what is minted (≤ 100)
/// @param bondMinBps grief bond below 50 % utilisation (50 to 300)
/// @param bondMaxBps grief bond at 100 % utilisation (50 to 300, ≥ bondMinBps)
/// @param confirmations under 10 BTC (3 to 144); twice that under 50 BTC, four times above
/// @param depositPeriodSeconds EVM clock of a deadline (6 h to 7 days)
/// @param depositPeriodBlocks Bitcoin clock of a deadline (36 to 1,008)
struct BridgeParams {
    uint64 dustSats;
    uint16 depositFeeBps;
    uint16 bondMinBps;
    uint16 bondMaxBps;
    uint16 confirmations;
    uint32 depositPeriodSeconds;
    uint16 depositPeriodBlocks;
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

/// @notice States of a deposit's share, and of a request before it has shares. `docs/data-flow.md` draws the edges.
enum DepositState {
    /// no such request
    None,
    /// capacity is held, the draw is not resolved
    Requested,
    /// a staker and its Bitcoin script are fixed, the payment is awaited
    Assigned,
    /// qpBTC was minted; terminal but for what is paid beyond it
    Minted,
    /// both clocks are past the deadline; a late payment is still minted when capacity allows
    Expired,
    /// could not be placed, was taken out of the queue, or its offer lapsed; terminal
    Cancelled,
    /// can no longer be minted: the depositor takes the coin back alone after `refundHeight`; terminal
    Refundable,
    /// waits for capacity without a bond and without an address
    Queued,
    /// its turn has come: its requester accepts with a bond, or it lapses
    Offered,
    /// paid and proven; waits for the mint limit, or for its staker's capacity
    Escrowed
}

/// @notice A deposit's share as people and programs read it. Before the draw there is share 0 only, with the whole amount.
/// @param requester who asked and owns the grief bond
/// @param recipient who receives the qpBTC
/// @param sats amount of this share; what was paid for once a partial payment was made final
/// @param refundPubKeyHash hash160 of the compressed key that can take the coin back
/// @param state of the share; `Refundable` as soon as the refund window nears, even when nobody has recorded it
/// @param bondWei grief bond still held for this share, in wei
/// @param requestHeight Bitcoin height of the relay when it was asked for, or when the offer was accepted
/// @param refundHeight Bitcoin height after which the depositor can take the coin back alone
/// @param staker who holds the coin, 0 before the draw
/// @param deadlineTime EVM time of the deadline, in seconds, moved by what was halted; of the offer while Offered; 0 before
/// @param deadlineHeight Bitcoin height of the deadline, moved by what was halted; 0 before the draw
/// @param script the 34-byte scriptPubKey to pay to, empty before the draw
/// @param shareCount shares of the request; 1 before the draw
/// @param paidSats what proven payments to this share carry
/// @param mintedSats what of that was issued (the fee included)
/// @param position place in the queue from 1 while Queued, place among what waits in escrow from 1; else 0
/// @param swept true when its staker was proven to have taken an unminted coin: its right to be minted never ends
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
    uint8 shareCount;
    uint64 paidSats;
    uint64 mintedSats;
    uint256 position;
    bool swept;
}

/// @notice A share as the minter needs it: raw, in one call.
/// @param state as recorded
/// @param stakerId from 1, 0 before the draw
/// @param sats amount of the share
/// @param requestHeight see `DepositView`
/// @param refundHeight see `DepositView`
/// @param program sha256 of the witness script: what the share's P2WSH output commits to
/// @param requester see `DepositView`
/// @param recipient see `DepositView`
struct DepositShare {
    DepositState state;
    uint256 stakerId;
    uint64 sats;
    uint256 requestHeight;
    uint256 refundHeight;
    bytes32 program;
    address requester;
    address recipient;
}

/// @notice What was proven for a share, and what became of it, in sats.
/// @param paidSats value of all outpoints counted for it
/// @param mintedSats what of that was issued
/// @param sweptSats value of its outpoints that were proven to be spent up to the refund height: by the staker, then
/// @param place place in its escrow queue, 0 when nothing of it waits
/// @param reserved true while what waits still has its reservation, so that only the mint limit holds it back
struct DepositPayments {
    uint64 paidSats;
    uint64 mintedSats;
    uint64 sweptSats;
    uint256 place;
    bool reserved;
}

/// @notice What a deposit of a given size would cost and whether it can be taken now.
/// @param bondWei grief bond to send along, in wei
/// @param bondBps its rate
/// @param feeSats taken from the minted amount
/// @param confirmations Bitcoin blocks that a payment needs
/// @param maxSats the largest amount one deposit can have now, split if it must be
/// @param shareSats how it would fall on stakers, largest first: one entry when one carries all; empty when it cannot be taken
/// @param queuedSats what waits in the queue already
struct DepositQuote {
    uint256 bondWei;
    uint256 bondBps;
    uint256 feeSats;
    uint256 confirmations;
    uint256 maxSats;
    uint64[] shareSats;
    uint64 queuedSats;
}

/// @notice Governed parameters of asking. Each has an immutable bound, named beside it.
/// @param dustSats least amount of a deposit (10,000 to 1,000,000)
/// @param requestLimitSats most that one request may ask for (1 BTC to 2^48 − 1 sats, 2.8 million BTC)
/// @param bondMinBps grief bond below 50 % utilisation (50 to 300)
/// @param bondMaxBps grief bond at 100 % utilisation (50 to 300, ≥ bondMinBps)
/// @param depositPeriodSeconds EVM clock of a deadline (6 h to 7 days)
/// @param depositPeriodBlocks Bitcoin clock of a deadline (36 to 1,008)
struct BridgeParams {
    uint64 dustSats;
    uint64 requestLimitSats;
    uint16 bondMinBps;
    uint16 bondMaxBps;
    uint32 depositPeriodSeconds;
    uint16 depositPeriodBlocks;
}

/// @notice Governed parameters of minting. Each has an immutable bound, named beside it.
/// @param depositFeeBps taken from what is minted (≤ 100)
/// @param confirmations under 10 BTC (3 to 9); twice that under 50 BTC, four times above
/// @param mintLimitSats most that is minted in any 24 hours (1 BTC to 21 million BTC)
struct MintParams {
    uint16 depositFeeBps;
    uint16 confirmations;
    uint64 mintLimitSats;
}

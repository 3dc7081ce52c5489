// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BlockProof, Proof } from "../types/BitcoinTypes.sol";
import { DepositPayments, DepositState, MintParams } from "../types/BridgeTypes.sol";

/// @title What is proven on Bitcoin is minted
/// @notice Counts proven payments to a deposit's share, each outpoint once for ever, and mints for them: at once, or from
/// escrow when the mint limit or the staker's capacity allows.
///
/// Roles: anyone proves, drains and reports, for anyone; the requester makes a partial payment final; the admin sets
/// parameters inside immutable bounds. Nobody can stop a proof.
/// The rule of the refund window: nothing is minted unless at least 1,008 Bitcoin blocks remain before the share's refund
/// height and the relay's tip is within 3 hours of the EVM's clock; but what the staker was proven to have taken up to the
/// refund height can be minted for ever, because its depositor can never take it back.
/// Rounding: fees round up, what is minted rounds down.
/// Units: sats, Bitcoin blocks, seconds, bps.
interface IDepositMinter {
    /// @notice A proven outpoint was counted for a share. Each outpoint is consumed once, ever.
    event PaymentConsumed(uint256 indexed reqId, uint8 indexed share, bytes32 indexed txid, uint32 vout, uint64 sats);
    /// @notice May happen several times for a share: its amount, then what was paid beyond it.
    /// @param paidSats what this mint is for
    /// @param mintedSats what the recipient received
    /// @param feeSats what the fee recipient received
    event DepositMinted(
        uint256 indexed reqId,
        uint8 indexed share,
        address indexed recipient,
        uint64 paidSats,
        uint64 mintedSats,
        uint64 feeSats
    );
    /// @notice What was proven waits: for the mint limit when `reserved`, else for its staker's capacity. Emitted again, with
    /// the new sum, when more is paid meanwhile; with 0 when what was left of a minted share is given up.
    event DepositEscrowed(uint256 indexed reqId, uint8 indexed share, uint64 sats, bool reserved, uint256 place);
    /// @notice The requester settled for what was paid.
    /// @param releasedSats reservation given back
    event DepositFinalised(uint256 indexed reqId, uint8 indexed share, uint64 sats, uint64 releasedSats);
    /// @notice The block of a counted payment is no longer in the best chain.
    /// @param untilHeight Bitcoin height up to which it can be proven again
    event ReorgReported(
        uint256 indexed reqId, uint8 indexed share, bytes32 indexed txid, uint32 vout, uint256 untilHeight
    );
    /// @param owed false when it was proven again, true when its staker owes it from now on
    event ReorgClosed(uint256 indexed reqId, uint8 indexed share, bytes32 indexed txid, uint32 vout, bool owed);
    /// @notice A coin of the share was spent up to the refund height, and in its block: by its staker.
    /// @param early true when nothing of this coin was minted, because what was counted for the share before it covers all
    /// that was: the staker is held until it is
    event SweepProven(
        uint256 indexed reqId, uint8 indexed share, bytes32 indexed txid, uint32 vout, uint64 sats, bool early
    );
    event MintParamsSet(MintParams params);
    event FeeRecipientSet(address feeRecipient);

    error DepositMinter_NoPayments();
    error DepositMinter_TooManyPayments(uint256 count, uint256 max);
    /// @notice Thrown when as many shares as transactions must be named and are not.
    error DepositMinter_LengthMismatch(uint256 shares, uint256 txs);
    error DepositMinter_WrongState(uint256 reqId, uint8 share, DepositState state);
    error DepositMinter_WrongScript(uint256 reqId, uint8 share);
    error DepositMinter_OutpointUsed(bytes32 txid, uint32 vout);
    error DepositMinter_NotConfirmed(uint256 confirmations, uint256 required);
    error DepositMinter_NotEnoughWork(uint256 work, uint256 required);
    error DepositMinter_RefundWindowNear(uint256 tipHeight, uint256 refundHeight);
    error DepositMinter_RelayStale(uint256 tipTime, uint256 limit);
    /// @notice Thrown for a payment in a block that is not above the request's: it cannot have been meant for it.
    error DepositMinter_PaymentTooOld(uint256 height, uint256 requestHeight);
    error DepositMinter_NotRequester(address caller, address requester);
    /// @notice Thrown when nothing was paid, or nothing is missing.
    error DepositMinter_NothingPartial(uint64 paidSats, uint64 sats);
    error DepositMinter_NothingEscrowed(address staker);
    /// @notice Thrown when what waits first cannot be minted yet.
    error DepositMinter_StillWaiting(uint256 reqId, uint8 share, uint64 sats, uint64 mintable);
    /// @notice Thrown when an outpoint was never counted for the share.
    error DepositMinter_UnknownPayment(bytes32 txid, uint32 vout);
    /// @notice Thrown when the payment's block is in the best chain.
    error DepositMinter_NotReorganised(bytes32 txid, uint32 vout);
    /// @notice Thrown when no report is open for it, or its time has not come.
    error DepositMinter_ReorgTime(uint256 untilHeight);
    /// @notice Thrown when the transaction does not spend it up to the refund height, or that was proven before.
    error DepositMinter_NotSwept(bytes32 txid, uint32 vout);
    error DepositMinter_NotBridge(address caller);
    error DepositMinter_ParameterOutOfBounds(bytes32 name, uint256 value);
    error DepositMinter_AddressZero();

    /// @notice Counts proven payments to the share's script, and mints when they reach its amount. Anyone, for anyone.
    /// @param proofs one proof a payment, at most 8. Every output to the share's script counts once. Less than the amount is
    /// counted and waits for the rest; what is paid beyond it, also after the mint, is a claim on the same share: minted when
    /// its staker has room, else escrowed.
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external;

    /// @notice The same for several shares paid in one block, whose header and coinbase are proven once.
    /// @param reqIds, shares whom the transaction at the same place pays
    function executeDeposits(uint256[] calldata reqIds, uint8[] calldata shares, BlockProof calldata proof) external;

    /// @notice The requester settles for what was paid: it is minted, the rest of the reservation is released, and the bond is
    /// cut in proportion.
    function finalisePartial(uint256 reqId, uint8 share) external;

    /// @notice Mints what waits first, whole; in parts when it is above the whole mint limit, or when its staker took the coin.
    /// Nothing at a staker is minted while something waits for the mint limit. Anyone.
    /// @param staker whose escrow; 0 for what waits for the mint limit
    function drainEscrow(address staker) external;

    /// @notice Records that what waits in escrow can no longer be minted: the depositor takes the coin back. Anyone.
    function voidEscrow(uint256 reqId, uint8 share) external;

    /// @notice Reports that the block of a counted payment is no longer in the relay's chain. New deposits pause until it is
    /// proven again or 144 Bitcoin blocks have passed. Anyone.
    function reportReorg(uint256 reqId, uint8 share, bytes32 txid, uint32 vout) external;

    /// @notice Proves a reported payment again, in its new block. Anyone.
    function reproveDeposit(uint256 reqId, uint8 share, uint32 vout, Proof calldata proof) external;

    /// @notice Ends a report whose 144 blocks have passed: the share's staker owes the payment, which stays issued and backed
    /// by its collateral. Anyone.
    function closeReorg(uint256 reqId, uint8 share, bytes32 txid, uint32 vout) external;

    /// @notice Proves that a counted coin of the share was spent up to the refund height, which only its staker can.
    /// @param funding the transaction that made the coin, without its witness
    /// @param vout the coin's output index in it
    /// @param spend proof of the transaction that spends it
    function proveSweep(uint256 reqId, uint8 share, bytes calldata funding, uint32 vout, Proof calldata spend) external;

    /// @notice Sends the registration bond of a staker that swept an unminted coin to the share's recipient, when 24 hours after
    /// the proof it still is not minted. Anyone.
    function forfeitRegistration(uint256 reqId, uint8 share) external;

    /// @notice Admin.
    function setMintParams(MintParams calldata params) external;

    /// @notice Admin.
    function setFeeRecipient(address feeRecipient) external;

    function paymentsOf(uint256 reqId, uint8 share) external view returns (DepositPayments memory);
    function consumed(bytes32 txid, uint32 vout) external view returns (bool);
    /// @return reqId the share that it was counted for; 0 when it was not counted
    /// @return share its number
    /// @return beforeSats what had been counted for the share before. Of what is minted the coins counted first stand for the first
    /// part: a coin is its staker's to take once more than this is minted.
    function countedAt(bytes32 txid, uint32 vout) external view returns (uint256 reqId, uint8 share, uint64 beforeSats);
    function confirmationsFor(uint64 sats) external view returns (uint256);
    /// @return sats what the mint limit allows now
    function mintable() external view returns (uint64 sats);
    function mintParams() external view returns (MintParams memory);
    function feeRecipient() external view returns (address);
    function bridge() external view returns (address);
    function relay() external view returns (address);
    function registry() external view returns (address);
    function qpBTC() external view returns (address);
    function escrow() external view returns (address);
}

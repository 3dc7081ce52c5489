// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../types/BitcoinTypes.sol";
import { ShareState, ShareView, WithdrawalParams, WithdrawalQuote, WithdrawalView } from "../types/WithdrawalTypes.sol";

/// @title The bridge: BTC out
/// @notice A withdrawal locks qpBTC, is drawn to the stakers that hold BTC, in up to five shares, and ends when anyone
/// proves the Bitcoin payments. A share that is not paid in time is drawn again, with a penalty, or made good in collateral.
///
/// Roles: the owner asks, cancels what is not placed, retries and is reimbursed; anyone resolves, drains, proves and times
/// out; the admin sets parameters inside immutable bounds. Nobody can stop a proof, a timeout, a retry or a cancellation.
/// Marking: a payment carries one OP_RETURN per share of 13 bytes, `tag ‖ reqId:8 ‖ share:1`, tag = first 4 bytes of
/// keccak256(abi.encode(chainid, this contract)), both numbers big-endian.
/// Rounding: fees round up; what is taken for collateral rounds down.
/// Units: sats for BTC and qpBTC, Bitcoin blocks for heights, seconds for times, bps for rates.
interface IWithdrawalManager {
    /// @param sats qpBTC locked, the redeem fee included
    /// @param feeSats redeem fee
    event WithdrawalRequested(
        uint256 indexed reqId,
        address indexed owner,
        uint64 sats,
        uint64 feeSats,
        uint64 maxFeeSats,
        uint256 requestHeight,
        bytes payoutScript
    );
    /// @param sats tokens that are burned when the share is paid
    /// @param feeSats redeem fee taken for it
    event WithdrawalAssigned(
        uint256 indexed reqId,
        uint8 indexed share,
        address indexed staker,
        uint64 sats,
        uint64 feeSats,
        uint256 deadlineTime,
        uint256 deadlineHeight
    );
    /// @notice A part could not be placed and waits: at the end of the queue, or where it stood before it was drawn for.
    event WithdrawalQueued(uint256 indexed reqId, uint64 sats, uint64 feeSats, uint256 place);
    /// @notice A queued part is drawn for.
    event WithdrawalDrained(uint256 indexed reqId, uint64 sats);
    /// @notice Tokens of an unplaced part went back to the owner: cancelled, too little for a share, or drawn for in vain
    /// because every staker that would carry of it asks for a higher miner fee.
    event WithdrawalReturned(uint256 indexed reqId, address indexed owner, uint64 sats, uint64 feeSats);
    /// @param paidSats what the output carries
    /// @param burnedSats tokens burned
    event WithdrawalPaid(
        uint256 indexed reqId,
        uint8 indexed share,
        bytes32 indexed txid,
        uint32 vout,
        uint64 paidSats,
        uint64 burnedSats
    );
    event ShareTimedOut(uint256 indexed reqId, uint8 indexed share, address indexed staker);
    /// @param penalty collateral that the owner received, in the token's smallest unit
    event ShareRetried(uint256 indexed reqId, uint8 indexed share, uint256 penalty);
    /// @param collateral what the owner received, in the token's smallest unit
    /// @param takenSats tokens it took for that; the rest of the share is drawn again
    /// @param burned false when the staker keeps those tokens, because what is left still covers what it issued
    event ShareReimbursed(
        uint256 indexed reqId, uint8 indexed share, uint256 collateral, uint64 takenSats, bool burned
    );
    event WithdrawalParamsSet(WithdrawalParams params);

    error WithdrawalManager_AddressZero();
    error WithdrawalManager_UnknownShare(uint256 reqId, uint8 share);
    error WithdrawalManager_UnknownRequest(uint256 reqId);
    error WithdrawalManager_AmountTooSmall(uint64 sats, uint64 minSats);
    error WithdrawalManager_AmountTooLarge(uint64 sats);
    error WithdrawalManager_MinerFeeTooLarge(uint64 maxFeeSats, uint64 limit);
    /// @notice Thrown for a script that no wallet shows as an address.
    error WithdrawalManager_BadPayoutScript(bytes script);
    /// @notice Thrown for a script that a staker has registered: a payment to itself would prove nothing.
    error WithdrawalManager_StakerScript(bytes script);
    error WithdrawalManager_NotOwner(address caller, address owner);
    error WithdrawalManager_NoDraw(uint256 reqId);
    error WithdrawalManager_NothingUnplaced(uint256 reqId);
    error WithdrawalManager_QueueEmpty();
    /// @notice Thrown when nobody could carry the least share of the first in the queue.
    error WithdrawalManager_NothingFree(uint64 largestSats, uint64 neededSats);
    error WithdrawalManager_WrongState(uint256 reqId, uint8 share, ShareState state);
    /// @notice Thrown when the transaction does not carry the share's marking.
    error WithdrawalManager_NotMarked(uint256 reqId, uint8 share);
    /// @notice Thrown when no unused output to the payout script carries enough.
    error WithdrawalManager_NoSuchOutput(uint256 reqId, uint8 share, uint64 neededSats);
    error WithdrawalManager_PaymentTooOld(uint256 height, uint256 requestHeight);
    error WithdrawalManager_NotEnoughWork(uint256 work, uint256 required);
    error WithdrawalManager_DeadlineNotPassed(uint256 deadlineTime, uint256 deadlineHeight);
    error WithdrawalManager_ParameterOutOfBounds(bytes32 name, uint256 value);

    /// @notice Locks qpBTC and asks for a draw, or stands in the queue when others wait already.
    /// @param sats qpBTC to give, the redeem fee included
    /// @param payoutScript scriptPubKey: P2PKH, P2SH, P2WPKH, P2WSH or P2TR
    /// @param maxFeeSats what each share's staker may keep for its miner fee, at most 100,000
    /// @return reqId id of the request
    function requestWithdrawal(uint64 sats, bytes calldata payoutScript, uint64 maxFeeSats)
        external
        returns (uint256 reqId);

    /// @notice As `requestWithdrawal`, with an ERC-2612 permit for exactly `sats` instead of an earlier approval.
    function requestWithdrawalWithPermit(
        uint64 sats,
        bytes calldata payoutScript,
        uint64 maxFeeSats,
        uint256 permitDeadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external returns (uint256 reqId);

    /// @notice Resolves the oldest open draw, from three blocks after it was asked for. Anyone.
    function resolveWithdrawal(uint256 reqId) external;

    /// @notice Proves the payment of a share and burns its tokens. Anyone, for anyone. Of the outputs that pay enough the
    /// smallest unused one counts, so that one transaction can pay several shares in any order of proving.
    function verifyWithdrawal(uint256 reqId, uint8 share, Proof calldata proof) external;

    /// @notice Records that both clocks are past the deadline, the Bitcoin one by 36 blocks, the EVM one by 6 hours. Anyone.
    function timeOutShare(uint256 reqId, uint8 share) external;

    /// @notice Owner: takes a late share from its staker, with the penalty, and has it drawn again. Without a
    /// price there is no penalty: whoever wants it waits for the feed.
    function retryShare(uint256 reqId, uint8 share) external;

    /// @notice Owner: takes collateral worth a late share and 10 % instead of BTC, at most the staker's collateral ×
    /// share / issued. Only the tokens that this pays for are taken; the rest is drawn again. Needs a price.
    function reimburseShare(uint256 reqId, uint8 share) external;

    /// @notice Owner: takes back the part that waits in the queue, with its fee.
    function cancelQueued(uint256 reqId) external;

    /// @notice Asks for a draw for the first in the queue. Anyone. After many cancellations it may take several calls, each of
    /// which skips 50 of the gaps they left.
    function drainQueue() external;

    /// @notice Admin.
    function setParams(WithdrawalParams calldata params) external;

    function withdrawalOf(uint256 reqId) external view returns (WithdrawalView memory);
    function shareOf(uint256 reqId, uint8 share) external view returns (ShareView memory);
    function quoteWithdrawal(uint64 sats, uint64 maxFeeSats) external view returns (WithdrawalQuote memory);
    /// @return the 13 bytes that mark the payment of a share
    function markingOf(uint256 reqId, uint8 share) external view returns (bytes memory);
    /// @return reqId the first in the queue, 0 when it is empty
    /// @return sats what waits in all, fees not included
    function queue() external view returns (uint256 reqId, uint64 sats);
    /// @param txid internal byte order
    /// @return whether the output was counted for a share; each counts for one, ever
    function consumed(bytes32 txid, uint32 vout) external view returns (bool);
    function params() external view returns (WithdrawalParams memory);
    function bridge() external view returns (address);
    function registry() external view returns (address);
    function holders() external view returns (address);
    function relay() external view returns (address);
    function qpBTC() external view returns (address);
}

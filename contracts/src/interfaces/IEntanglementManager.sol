// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { BridgeParams, DepositQuote, DepositShare, DepositState, DepositView } from "../types/BridgeTypes.sol";

/// @title The bridge: BTC in
/// @notice A deposit reserves capacity before any Bitcoin address exists, is drawn to one staker or split over at most five,
/// and each share is paid to a script of its own. What is proven is minted by `IDepositMinter`.
///
/// Roles: anyone asks, resolves, drains and expires; the requester accepts an offer or leaves the queue; the guardian pauses
/// new deposits for at most 10 days, once in 90; the admin sets parameters inside immutable bounds and halts. Nobody can stop
/// a proof, an expiry, a cancellation or a claim.
/// Assumptions: the relay follows Bitcoin's best chain; a block with its confirmations under it stays.
/// Liveness: every step after the request can be taken by anyone with the chain, Bitcoin and time alone.
/// Rounding: fees round up, what is minted rounds down.
/// Units: sats for BTC and qpBTC, wei for the grief bond (1 sat = 10^10 wei), Bitcoin blocks for heights, seconds for
/// times, bps for rates.
interface IEntanglementManager {
    /// @param bondWei 0 when the request goes into the queue
    event DepositRequested(
        uint256 indexed reqId,
        address indexed requester,
        address indexed recipient,
        uint64 sats,
        bytes20 refundPubKeyHash,
        uint256 bondWei,
        uint256 requestHeight,
        uint256 refundHeight
    );
    /// @notice The request waits for capacity: at once, or because its draw could not be placed (its bond is then part of the
    /// requester's balance).
    event DepositQueued(uint256 indexed reqId, uint256 place);
    /// @notice Its turn has come. An offer reserves nothing: accepting does.
    event DepositOffered(uint256 indexed reqId, uint256 until);
    /// @notice The requester accepted: a draw is asked for, and both heights count from now.
    event DepositAccepted(uint256 indexed reqId, uint256 bondWei, uint256 requestHeight, uint256 refundHeight);
    /// @notice One for each share. The share's script is not emitted: it follows from what was, see `depositScript`.
    event DepositAssigned(
        uint256 indexed reqId,
        uint8 indexed share,
        address indexed staker,
        uint64 sats,
        uint256 deadlineTime,
        uint256 deadlineHeight
    );
    /// @notice The draw found nobody, the requester left the queue, or the offer lapsed; a bond that was paid is claimable.
    event DepositCancelled(uint256 indexed reqId);
    event DepositExpired(uint256 indexed reqId, uint8 indexed share);
    event DepositRefundable(uint256 indexed reqId, uint8 indexed share);
    /// @param amountWei all bonds of the request that were claimable
    event BondClaimed(uint256 indexed reqId, address indexed to, uint256 amountWei);
    /// @notice Part of a bond became withdrawable by `account`.
    event BalanceAdded(address indexed account, uint256 indexed reqId, uint256 amountWei);
    event BalanceClaimed(address indexed account, uint256 amountWei);
    event ParamsSet(BridgeParams params);
    event DepositsPaused(uint256 until);
    event DepositsUnpaused();
    event Halted();
    /// @param shiftSeconds by which every deadline that was open has moved since the beginning, this halt included
    /// @param shiftBlocks the same in Bitcoin blocks
    event Resumed(uint256 shiftSeconds, uint256 shiftBlocks);

    error EntanglementManager_UnknownRequest(uint256 reqId, uint8 share);
    error EntanglementManager_AmountUnderDust(uint64 sats, uint64 dustSats);
    /// @notice Thrown above `BridgeParams.requestLimitSats`.
    error EntanglementManager_AmountTooLarge(uint64 sats);
    error EntanglementManager_RecipientZero();
    error EntanglementManager_RefundKeyZero();
    error EntanglementManager_BondAmount(uint256 sentWei, uint256 requiredWei);
    error EntanglementManager_Paused(uint256 until);
    /// @notice Thrown while the system is halted.
    error EntanglementManager_Halted();
    /// @notice Thrown when it is to be resumed and is not halted.
    error EntanglementManager_NotHalted();
    /// @notice Thrown while a minted payment was reorganised away and is neither proven again nor given up.
    error EntanglementManager_ReorgOpen(uint256 openReorgs);
    error EntanglementManager_TooFewStakers(uint256 active, uint256 required);
    error EntanglementManager_WrongState(uint256 reqId, uint8 share, DepositState state);
    error EntanglementManager_RelayStale(uint256 tipTime, uint256 limit);
    error EntanglementManager_DeadlineNotPassed(uint256 deadlineTime, uint256 deadlineHeight);
    error EntanglementManager_NothingToClaim();
    error EntanglementManager_TransferFailed(address to, uint256 amountWei);
    error EntanglementManager_ParameterOutOfBounds(bytes32 name, uint256 value);
    error EntanglementManager_PauseSpent(uint256 nextAllowed);
    /// @notice Thrown when anyone but the requester accepts or leaves the queue.
    error EntanglementManager_NotRequester(address caller, address requester);
    /// @notice Thrown when anyone but the minter settles a share.
    error EntanglementManager_NotMinter(address caller);
    error EntanglementManager_QueueEmpty();
    /// @notice Thrown when the head of the queue cannot be offered yet.
    error EntanglementManager_NothingFree(uint64 available, uint64 needed);
    /// @notice Thrown when an offer has lapsed, or is to lapse before its time.
    error EntanglementManager_OfferTime(uint256 until);
    error EntanglementManager_AddressZero();

    /// @notice Reserves capacity and asks for a draw; with `allowQueue` waits in the queue when capacity is short.
    /// @param sats amount, at least dust, at most the request limit
    /// @param recipient who receives the qpBTC; fixed now
    /// @param refundPubKeyHash hash160 of the compressed public key that can take the coin back alone
    /// @param allowQueue true to wait, without bond and without address, when this much cannot be held now
    /// @return reqId id of the request
    /// @dev value: exactly the grief bond of `quoteDeposit(sats)`, or more; the excess is sent back, all of it when queued.
    function requestDeposit(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        external
        payable
        returns (uint256 reqId);

    /// @notice Resolves the draw, in reqId order, from three blocks after the request. Anyone. One staker carries all, or it is
    /// split over at most five, heaviest first. When nobody can carry the amount any more, when there is no price, or when the
    /// refund window is too near to leave the whole period for paying, the request is cancelled, or queued if it allowed that and
    /// the queue is not full.
    function resolveDeposit(uint256 reqId) external;

    /// @notice Offers the oldest queued request capacity, when there is enough beyond what is offered already. Anyone.
    function drainDeposits() external;

    /// @notice The requester takes the offer: pays the bond of `quoteDeposit`, and a draw is asked for. Reverts when others took
    /// the capacity meanwhile; the offer stands until it lapses.
    function acceptDeposit(uint256 reqId) external payable;

    /// @notice The requester leaves the queue, or declines its offer.
    function cancelQueued(uint256 reqId) external;

    /// @notice Records that an offer was not taken within 24 hours. Anyone.
    function lapseDeposit(uint256 reqId) external;

    /// @notice Releases a share's reservation once both clocks are past the deadline plus 36 blocks, or records that the refund
    /// window nears. The bond goes half to the staker, half to the fee recipient. Anyone.
    function expireDeposit(uint256 reqId, uint8 share) external;

    /// @notice Pays the grief bonds of minted, escrowed or cancelled shares to their requesters. Anyone. A bond is paid once:
    /// a request with nothing claimable makes the call revert.
    function claimBonds(uint256[] calldata reqIds) external;

    /// @notice Pays the caller what forfeited bonds, and bonds of draws that went into the queue, left for it.
    function claimBalance() external;

    /// @notice Records what the minter decided about a share. Only the minter.
    /// @param state Minted, Escrowed or Refundable
    /// @param sats the share's amount from now on; when it is lowered the bond of the rest is forfeited
    function settleShare(uint256 reqId, uint8 share, DepositState state, uint64 sats) external;

    /// @notice Counts reorganised payments that are open: while there is one, no new deposit is taken. Only the minter.
    function noteReorg(bool opened) external;

    /// @notice Guardian: stops new deposits until `until`, at most 10 days, once in 90 days counted from its beginning.
    function pauseDeposits(uint256 until) external;

    /// @notice Guardian: lifts the pause.
    function unpauseDeposits() external;

    /// @notice Admin: no new deposit or withdrawal is taken and no deadline runs until `resume`. Refund heights never move;
    /// proofs, claims, cancellations, retries and reimbursements go on.
    function halt() external;

    /// @notice Admin: ends the halt. Deadlines that were open move by its length on both clocks.
    function resume() external;

    /// @notice Admin.
    function setParams(BridgeParams calldata params) external;

    /// @return shiftSeconds by which halts have moved deadlines since the beginning, the one that lasts included
    /// @return shiftBlocks the same in Bitcoin blocks
    /// @return halted whether one lasts
    /// @dev A deadline is stored less the shift of its day, and read with the shift of now.
    function haltShift() external view returns (uint256 shiftSeconds, uint256 shiftBlocks, bool halted);
    function depositOf(uint256 reqId, uint8 share) external view returns (DepositView memory);
    /// @return a share as the minter needs it; reverts when there is no such share
    function shareAt(uint256 reqId, uint8 share) external view returns (DepositShare memory);
    /// @return the 34-byte scriptPubKey to pay to, computed from the share's parts: chain, bridge, reqId, share, the staker's
    /// key, refund height and refund key
    function depositScript(uint256 reqId, uint8 share) external view returns (bytes memory);
    /// @return the 91-byte witness script whose sha256 the script commits to
    function depositWitnessScript(uint256 reqId, uint8 share) external view returns (bytes memory);
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory);
    /// @return reqId the oldest queued request, 0 when there is none
    /// @return queuedSats what all queued requests ask for
    /// @return offeredSats what all open offers are for
    function depositQueue() external view returns (uint256 reqId, uint64 queuedSats, uint64 offeredSats);
    function openReorgs() external view returns (uint256);
    function balanceOf(address account) external view returns (uint256 amountWei);
    function params() external view returns (BridgeParams memory);
    function pausedUntil() external view returns (uint256);
    function relay() external view returns (address);
    function registry() external view returns (address);
    function selector() external view returns (address);
    function minter() external view returns (address);
    function escrow() external view returns (address);
    function requestIds() external view returns (address);
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../types/BitcoinTypes.sol";
import { BridgeParams, DepositQuote, DepositState, DepositView } from "../types/BridgeTypes.sol";

/// @title The bridge: BTC in
/// @notice A deposit reserves capacity before any Bitcoin address exists, is drawn to one staker, is paid to a script of
/// its own, and is minted when anyone proves the payment.
///
/// Roles: anyone asks, resolves, proves and expires; the guardian pauses new deposits for at most 10 days, once in 90;
/// the admin sets parameters inside immutable bounds. Nobody can stop a proof, an expiry or a claim.
/// Assumptions: the relay follows Bitcoin's best chain; a block with its confirmations under it stays.
/// Liveness: every step after the request can be taken by anyone with the chain, Bitcoin and time alone.
/// Rounding: fees round up, what is minted rounds down.
/// Units: sats for BTC and qpBTC, wei for the grief bond (1 sat = 10^10 wei), Bitcoin blocks for heights, seconds for
/// times, bps for rates.
interface IEntanglementManager {
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
    /// @notice The share's script is not emitted: it follows from what was, see `depositScript`.
    event DepositAssigned(
        uint256 indexed reqId,
        uint8 indexed share,
        address indexed staker,
        uint64 sats,
        uint256 deadlineTime,
        uint256 deadlineHeight
    );
    /// @notice The draw found nobody; the grief bond is claimable.
    event DepositCancelled(uint256 indexed reqId);
    /// @notice A proven outpoint was counted for a share. Each outpoint is consumed once, ever, over all kinds.
    event PaymentConsumed(uint256 indexed reqId, uint8 indexed share, bytes32 indexed txid, uint32 vout, uint64 sats);
    /// @param paidSats what the proven payments carried
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
    event DepositExpired(uint256 indexed reqId, uint8 indexed share);
    event DepositRefundable(uint256 indexed reqId, uint8 indexed share);
    event BondClaimed(uint256 indexed reqId, address indexed to, uint256 amountWei);
    /// @notice Part of a forfeited bond became withdrawable by `account`.
    event BalanceAdded(address indexed account, uint256 indexed reqId, uint256 amountWei);
    event BalanceClaimed(address indexed account, uint256 amountWei);
    event ParamsSet(BridgeParams params);
    event FeeRecipientSet(address feeRecipient);
    event DepositsPaused(uint256 until);
    event DepositsUnpaused();

    error EntanglementManager_UnknownRequest(uint256 reqId, uint8 share);
    error EntanglementManager_AmountUnderDust(uint64 sats, uint64 dustSats);
    error EntanglementManager_AmountTooLarge(uint64 sats);
    error EntanglementManager_RecipientZero();
    error EntanglementManager_RefundKeyZero();
    error EntanglementManager_BondAmount(uint256 sentWei, uint256 requiredWei);
    error EntanglementManager_QueueUnavailable();
    error EntanglementManager_Paused(uint256 until);
    error EntanglementManager_TooFewStakers(uint256 active, uint256 required);
    error EntanglementManager_WrongState(uint256 reqId, uint8 share, DepositState state);
    error EntanglementManager_NoPayments();
    error EntanglementManager_TooManyPayments(uint256 count, uint256 max);
    error EntanglementManager_Underpaid(uint64 paidSats, uint64 sats);
    error EntanglementManager_WrongScript(uint256 reqId, uint8 share);
    error EntanglementManager_OutpointUsed(bytes32 txid, uint32 vout);
    error EntanglementManager_NotConfirmed(uint256 confirmations, uint256 required);
    error EntanglementManager_NotEnoughWork(uint256 work, uint256 required);
    error EntanglementManager_RefundWindowNear(uint256 tipHeight, uint256 refundHeight);
    error EntanglementManager_RelayStale(uint256 tipTime, uint256 limit);
    error EntanglementManager_DeadlineNotPassed(uint256 deadlineTime, uint256 deadlineHeight);
    error EntanglementManager_NothingToClaim();
    error EntanglementManager_TransferFailed(address to, uint256 amountWei);
    error EntanglementManager_ParameterOutOfBounds(bytes32 name, uint256 value);
    error EntanglementManager_PauseSpent(uint256 nextAllowed);
    /// @notice Thrown for a payment in a block that is not above the request's: it cannot have been meant for it.
    error EntanglementManager_PaymentTooOld(uint256 height, uint256 requestHeight);
    error EntanglementManager_AddressZero();

    /// @notice Reserves capacity and asks for a draw.
    /// @param sats amount, at least dust
    /// @param recipient who receives the qpBTC; fixed now
    /// @param refundPubKeyHash hash160 of the compressed public key that can take the coin back alone
    /// @param allowQueue must be false until queues exist
    /// @return reqId id of the request
    /// @dev value: exactly the grief bond of `quoteDeposit(sats)`, or more; the excess is sent back.
    function requestDeposit(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        external
        payable
        returns (uint256 reqId);

    /// @notice Resolves the draw, in reqId order, from three blocks after the request. Anyone. When nobody can carry the
    /// amount any more, when there is no price, or when the refund window is too near to leave the whole period for
    /// paying, the request is cancelled.
    function resolveDeposit(uint256 reqId) external;

    /// @notice Mints for proven payments to the share's script. Anyone, for anyone.
    /// @param proofs one proof a payment, at most 8. Every output to the share's script counts once. Together they must
    /// carry the amount; more is minted whole when the staker has room, else the call reverts.
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external;

    /// @notice Releases the reservation once both clocks are past the deadline plus 36 blocks, or records that the refund
    /// window nears. The bond goes half to the staker, half to the fee recipient. Anyone.
    function expireDeposit(uint256 reqId, uint8 share) external;

    /// @notice Pays the grief bonds of minted or cancelled requests to their requesters. Anyone. A bond is paid once:
    /// one that was paid already or forfeited makes the call revert.
    function claimBonds(uint256[] calldata reqIds) external;

    /// @notice Pays the caller what forfeited bonds left for it.
    function claimBalance() external;

    /// @notice Guardian: stops new deposits until `until`, at most 10 days, once in 90 days counted from its beginning.
    function pauseDeposits(uint256 until) external;

    /// @notice Guardian: lifts the pause.
    function unpauseDeposits() external;

    /// @notice Admin.
    function setParams(BridgeParams calldata params) external;

    /// @notice Admin.
    function setFeeRecipient(address feeRecipient) external;

    function depositOf(uint256 reqId) external view returns (DepositView memory);
    /// @return the 34-byte scriptPubKey to pay to, computed from the share's parts: chain, bridge, reqId, share, the staker's
    /// key, refund height and refund key
    function depositScript(uint256 reqId, uint8 share) external view returns (bytes memory);
    /// @return the 91-byte witness script whose sha256 the script commits to
    function depositWitnessScript(uint256 reqId, uint8 share) external view returns (bytes memory);
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory);
    function confirmationsFor(uint64 sats) external view returns (uint256);
    function consumed(bytes32 txid, uint32 vout) external view returns (bool);
    function balanceOf(address account) external view returns (uint256 amountWei);
    function params() external view returns (BridgeParams memory);
    function feeRecipient() external view returns (address);
    function pausedUntil() external view returns (uint256);
    function relay() external view returns (address);
    function registry() external view returns (address);
    function selector() external view returns (address);
    function qpBTC() external view returns (address);
    function requestIds() external view returns (address);
}

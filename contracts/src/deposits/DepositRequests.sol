// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { DepositQuote, DepositState } from "../types/BridgeTypes.sol";
import { DepositBonds } from "./DepositBonds.sol";

/// @title From the request to the staker that is drawn
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositRequests is DepositBonds {
    /// @notice Bitcoin blocks after the deadline in which a payment on time can still be proven.
    uint256 public constant EXPIRY_MARGIN_BLOCKS = 36;
    /// @dev stands in `deadlineHeight` while a draw that was committed again is open; no Bitcoin height in 300 years
    uint24 private constant RECOMMITTED = type(uint24).max;

    address public immutable selector;
    uint256 private immutable _minActiveStakers;

    constructor(address selector_, uint256 minActiveStakers) {
        selector = selector_;
        _minActiveStakers = minActiveStakers;
    }

    /// @inheritdoc IEntanglementManager
    function requestDeposit(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        external
        payable
        nonReentrant
        returns (uint256 reqId)
    {
        uint256 bondWei;
        (reqId, bondWei) = _request(sats, recipient, refundPubKeyHash, allowQueue);
        if (msg.value > bondWei) _send(msg.sender, msg.value - bondWei);
    }

    /// @inheritdoc IEntanglementManager
    function resolveDeposit(uint256 reqId) external {
        Deposit storage deposit = _known(reqId, 0);
        DepositState state = deposit.state;
        if (state != DepositState.Requested) revert EntanglementManager_WrongState(reqId, 0, state);
        uint64 sats = deposit.sats;
        (uint256 deadlineHeight, bool late) = _deadlineHeight(deposit);
        (bool resolved, uint256 stakerId, address staker) = IStakerSelector(selector).resolveDraw(reqId, sats, !late);
        if (!resolved) {
            // The seed was out of reach: this draw and those behind it are committed again and resolved later.
            uint256[] memory again = IStakerSelector(selector).drawsOf(block.number);
            for (uint256 i; i < again.length; ++i) {
                _deposits[again[i]].deadlineHeight = RECOMMITTED;
            }
        } else if (stakerId == 0) {
            deposit.state = DepositState.Cancelled;
            emit DepositCancelled(reqId);
        } else {
            uint256 deadlineTime = block.timestamp + deposit.deadlineTime;
            deposit.deadlineHeight = uint24(deadlineHeight);
            deposit.deadlineTime = uint40(deadlineTime);
            deposit.stakerId = uint24(stakerId);
            deposit.state = DepositState.Assigned;
            emit DepositAssigned(reqId, 0, staker, sats, deadlineTime, deadlineHeight);
        }
    }

    /// @inheritdoc IEntanglementManager
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory quote) {
        RequestRules memory rules = _requestRules;
        IStakerSelector draw = IStakerSelector(selector);
        quote.bondBps = BridgeAccounting.bondRateUp(draw.utilisation(sats), rules.bondMinBps, rules.bondMaxBps);
        quote.bondWei = BridgeAccounting.bondWei(sats, quote.bondBps);
        quote.feeSats = BridgeAccounting.feeUp(sats, _mintRules.depositFeeBps);
        quote.confirmations = BridgeAccounting.confirmationsFor(sats, _mintRules.confirmations);
        // Too few stakers, a relay that is behind and no price all mean that nothing can be taken now.
        if (block.timestamp < rules.pausedUntil || draw.stakers() < _minActiveStakers) return quote;
        (, uint256 tipTime) = IBitcoinRelay(relay).tip();
        if (_tipStale(tipTime)) return quote;
        try IStakerRegistry(registry).price() {
            uint256 most = draw.available();
            quote.maxSats = most < rules.dustSats ? 0 : most;
        } catch { }
    }

    /// @dev everything of a request but the excess that is sent back
    function _request(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        private
        returns (uint256 reqId, uint256 bondWei)
    {
        RequestRules memory rules = _requestRules;
        if (block.timestamp < rules.pausedUntil) revert EntanglementManager_Paused(rules.pausedUntil);
        if (sats < rules.dustSats) revert EntanglementManager_AmountUnderDust(sats, rules.dustSats);
        if (sats > BridgeAccounting.MAX_SATS) revert EntanglementManager_AmountTooLarge(sats);
        if (recipient == address(0)) revert EntanglementManager_RecipientZero();
        if (refundPubKeyHash == bytes20(0)) revert EntanglementManager_RefundKeyZero();
        if (allowQueue) revert EntanglementManager_QueueUnavailable();

        reqId = _takeId();
        uint256 bondBps = _hold(reqId, sats, rules);
        bondWei = BridgeAccounting.bondWei(sats, bondBps);
        if (msg.value < bondWei) revert EntanglementManager_BondAmount(msg.value, bondWei);

        (uint256 tipHeight, uint256 tipTime) = IBitcoinRelay(relay).tip();
        // On a relay that is behind, the deadline and the refund height could be over before the draw.
        _checkTipAge(tipTime);
        bool otherRecipient = recipient != msg.sender;
        _deposits[reqId] = Deposit({
            requester: msg.sender,
            refundKeyHigh: uint96(uint160(refundPubKeyHash) >> 64),
            refundKeyLow: uint64(uint160(refundPubKeyHash)),
            sats: uint48(sats),
            requestHeight: uint24(tipHeight),
            deadlineHeight: uint24(tipHeight + rules.depositPeriodBlocks),
            deadlineTime: rules.depositPeriodSeconds,
            stakerId: 0,
            bondBps: uint16(bondBps),
            state: DepositState.Requested,
            otherRecipient: otherRecipient
        });
        if (otherRecipient) _recipients[reqId] = recipient;
        emit DepositRequested(
            reqId, msg.sender, recipient, sats, refundPubKeyHash, bondWei, tipHeight, tipHeight + REFUND_BLOCKS
        );
    }

    /// @dev Holds the capacity; the selector refuses without a price.
    function _hold(uint256 reqId, uint64 sats, RequestRules memory rules) private returns (uint256 bondBps) {
        (uint256 utilisation, uint256 active) = IStakerSelector(selector).requestDraw(reqId, sats);
        if (active < _minActiveStakers) revert EntanglementManager_TooFewStakers(active, _minActiveStakers);
        return BridgeAccounting.bondRateUp(utilisation, rules.bondMinBps, rules.bondMaxBps);
    }

    /// @dev A draw that is resolved in its first window counts its Bitcoin clock from the request's height, a few blocks
    /// ago at most. One that was committed again may be far behind, so there the relay is asked.
    /// @return deadlineHeight Bitcoin height of the deadline if the share is assigned now
    /// @return late true when the payer would not have the whole period before the refund window nears
    function _deadlineHeight(Deposit storage deposit) private view returns (uint256 deadlineHeight, bool late) {
        deadlineHeight = deposit.deadlineHeight;
        if (deadlineHeight == RECOMMITTED) {
            (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
            deadlineHeight = tipHeight + _requestRules.depositPeriodBlocks;
        }
        late = deadlineHeight + EXPIRY_MARGIN_BLOCKS + REFUND_MARGIN_BLOCKS > _refundHeight(deposit);
    }
}

// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";

import { DepositBonds } from "./deposits/DepositBonds.sol";
import { DepositBook } from "./deposits/DepositBook.sol";
import { DepositPayments } from "./deposits/DepositPayments.sol";
import { DepositRules } from "./deposits/DepositRules.sol";
import { IBitcoinRelay } from "./interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "./interfaces/IEntanglementManager.sol";
import { IQpBTC } from "./interfaces/IQpBTC.sol";
import { IStakerRegistry } from "./interfaces/IStakerRegistry.sol";
import { IStakerSelector } from "./interfaces/IStakerSelector.sol";
import { BridgeAccounting } from "./libraries/BridgeAccounting.sol";
import { Proof } from "./types/BitcoinTypes.sol";
import { BridgeParams, DepositQuote, DepositState } from "./types/BridgeTypes.sol";

/// @title EntanglementManager
/// @notice See `IEntanglementManager` for what it promises.
/// @dev The steps of a deposit. Effects stand before calls that hand over control. The modules called in between (relay,
/// registry, selector, token) are immutable parts of this system and call nobody outside it but the price feed, by a static
/// call; coins move only in the last step of a function.
contract EntanglementManager is DepositPayments, DepositBonds {
    /// @notice Bitcoin blocks after the deadline in which a payment on time can still be proven.
    uint256 public constant EXPIRY_MARGIN_BLOCKS = 36;
    /// @dev stands in `deadlineHeight` while a draw that was committed again is open; no Bitcoin height in 300 years
    uint24 private constant RECOMMITTED = type(uint24).max;

    address public immutable selector;
    address public immutable qpBTC;
    uint256 private immutable _minActiveStakers;

    /// @param authority access manager
    /// @param feeRecipient_ see `setFeeRecipient`
    constructor(
        address authority,
        address relay_,
        address registry_,
        address selector_,
        address qpBTC_,
        address feeRecipient_,
        BridgeParams memory params_
    )
        AccessManaged(authority)
        DepositBook(relay_, registry_)
        DepositRules(params_, feeRecipient_)
        // It can never change there, so it is read once.
        DepositPayments(IBitcoinRelay(relay_).minBlockWork())
    {
        if (relay_ == address(0) || registry_ == address(0) || selector_ == address(0) || qpBTC_ == address(0)) {
            revert EntanglementManager_AddressZero();
        }
        selector = selector_;
        qpBTC = qpBTC_;
        _minActiveStakers = IStakerRegistry(registry_).MIN_ACTIVE_STAKERS();
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
            // The seed was out of reach: the draw is committed again and resolved later.
            deposit.deadlineHeight = RECOMMITTED;
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
    function executeDeposit(uint256 reqId, uint8 share, Proof[] calldata proofs) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        uint64 paid = _consumePayments(reqId, deposit, proofs);
        uint64 sats = deposit.sats;
        if (paid < sats) revert EntanglementManager_Underpaid(paid, sats);

        deposit.state = DepositState.Minted;
        // Expired has given its reservation back: what is minted then needs free capacity, like any excess.
        uint64 reserved = state == DepositState.Assigned ? sats : 0;
        _mint(reqId, deposit, reserved, paid);
    }

    /// @inheritdoc IEntanglementManager
    function expireDeposit(uint256 reqId, uint8 share) external {
        Deposit storage deposit = _known(reqId, share);
        DepositState state = deposit.state;
        if (state != DepositState.Assigned && state != DepositState.Expired) {
            revert EntanglementManager_WrongState(reqId, share, state);
        }
        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
        if (_refundNear(deposit, tipHeight)) {
            deposit.state = DepositState.Refundable;
            emit DepositRefundable(reqId, share);
        } else {
            if (state == DepositState.Expired) revert EntanglementManager_WrongState(reqId, share, state);
            (uint256 deadlineTime, uint256 deadlineHeight) = (deposit.deadlineTime, deposit.deadlineHeight);
            if (block.timestamp <= deadlineTime || tipHeight <= deadlineHeight + EXPIRY_MARGIN_BLOCKS) {
                revert EntanglementManager_DeadlineNotPassed(deadlineTime, deadlineHeight);
            }
            deposit.state = DepositState.Expired;
            emit DepositExpired(reqId, share);
        }
        if (state != DepositState.Assigned) return;
        _forfeitBond(reqId, deposit);
        IStakerRegistry(registry).release(deposit.stakerId, deposit.sats);
    }

    /// @inheritdoc IEntanglementManager
    function quoteDeposit(uint64 sats) external view returns (DepositQuote memory quote) {
        RequestRules memory rules = _requestRules;
        IStakerSelector draw = IStakerSelector(selector);
        quote.bondBps = BridgeAccounting.bondRateUp(draw.utilisation(sats), rules.bondMinBps, rules.bondMaxBps);
        quote.bondWei = BridgeAccounting.bondWei(sats, quote.bondBps);
        quote.feeSats = BridgeAccounting.feeUp(sats, _mintRules.depositFeeBps);
        quote.confirmations = BridgeAccounting.confirmationsFor(sats, _mintRules.confirmations);
        // Too few stakers and no price both mean that nothing can be taken now.
        if (block.timestamp < rules.pausedUntil || draw.stakers() < _minActiveStakers) return quote;
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

        (uint256 tipHeight,) = IBitcoinRelay(relay).tip();
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

    function _mint(uint256 reqId, Deposit storage deposit, uint64 reserved, uint64 paid) private {
        MintRules memory rules = _mintRules;
        address recipient = _recipient(reqId, deposit);
        uint64 fee = BridgeAccounting.feeUp(paid, rules.depositFeeBps);
        emit DepositMinted(reqId, 0, recipient, paid, paid - fee, fee);
        IStakerRegistry(registry).issue(deposit.stakerId, reserved, paid);
        IQpBTC(qpBTC).mint(recipient, paid - fee, rules.feeRecipient, fee);
    }
}

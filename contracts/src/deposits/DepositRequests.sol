// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IBitcoinRelay } from "../interfaces/IBitcoinRelay.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../interfaces/IEscrowBuffer.sol";
import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { EscrowTasks } from "../libraries/EscrowTasks.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { DepositBonds } from "./DepositBonds.sol";

/// @title How a deposit begins: with a draw, or in the queue
/// @dev See `IEntanglementManager` for what it promises.
abstract contract DepositRequests is DepositBonds {
    address public immutable selector;
    uint256 internal immutable _minActiveStakers;

    constructor(address selector_, uint256 minActiveStakers) {
        if (selector_ == address(0)) revert EntanglementManager_AddressZero();
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

    /// @dev everything of a request but the excess that is sent back
    function _request(uint64 sats, address recipient, bytes20 refundPubKeyHash, bool allowQueue)
        private
        returns (uint256 reqId, uint256 bondWei)
    {
        RequestRules memory rules = _requestRules;
        _checkOpen(rules);
        if (sats < rules.dustSats) revert EntanglementManager_AmountUnderDust(sats, rules.dustSats);
        if (sats > rules.requestLimitSats) revert EntanglementManager_AmountTooLarge(sats);
        if (recipient == address(0)) revert EntanglementManager_RecipientZero();
        if (refundPubKeyHash == bytes20(0)) revert EntanglementManager_RefundKeyZero();

        reqId = _takeId();
        uint8 flags = recipient == msg.sender ? 0 : OTHER_RECIPIENT;
        if (flags != 0) _recipients[reqId] = recipient;
        _requests[reqId] = Request(msg.sender, uint96(uint160(refundPubKeyHash) >> 64));
        Share storage part = _shares[reqId][0];
        if (allowQueue) flags |= ALLOW_QUEUE;
        flags = _withCount(flags, 1);
        // Whoever would wait anyway needs no price and no bond.
        bool waits = allowQueue && sats > IStakerSelector(selector).available();
        uint256 tipHeight;
        if (waits) {
            tipHeight = _tipHeight();
            part.refundKeyLow = uint64(uint160(refundPubKeyHash));
            (part.sats, part.requestHeight, part.flags) = (uint48(sats), uint24(tipHeight), flags);
        } else {
            uint256 bondBps;
            (bondBps, bondWei, tipHeight) = _hold(reqId, sats, rules);
            _shares[reqId][0] = Share({
                refundKeyLow: uint64(uint160(refundPubKeyHash)),
                sats: uint48(sats),
                requestHeight: uint24(tipHeight),
                deadlineHeight: uint24(tipHeight + rules.depositPeriodBlocks),
                deadlineTime: rules.depositPeriodSeconds,
                stakerId: 0,
                bondBps: uint16(bondBps),
                state: DepositState.Requested,
                flags: flags
            });
        }
        emit DepositRequested(
            reqId, msg.sender, recipient, sats, refundPubKeyHash, bondWei, tipHeight, tipHeight + REFUND_BLOCKS
        );
        if (waits) _enqueue(reqId, part);
    }

    /// @dev Holds the capacity, asks for the draw and checks the bond that was sent; the selector refuses without a price.
    function _hold(uint256 reqId, uint64 sats, RequestRules memory rules)
        internal
        returns (uint256 bondBps, uint256 bondWei, uint256 tipHeight)
    {
        (uint256 utilisation, uint256 active) = IStakerSelector(selector).requestDraw(reqId, sats);
        if (active < _minActiveStakers) revert EntanglementManager_TooFewStakers(active, _minActiveStakers);
        bondBps = BridgeAccounting.bondRateUp(utilisation, rules.bondMinBps, rules.bondMaxBps);
        bondWei = BridgeAccounting.bondWei(sats, bondBps);
        if (msg.value < bondWei) revert EntanglementManager_BondAmount(msg.value, bondWei);
        uint256 tipTime;
        (tipHeight, tipTime) = IBitcoinRelay(relay).tip();
        // On a relay that is behind, the deadline and the refund height could be over before the draw.
        _checkTipAge(tipTime);
    }

    function _enqueue(uint256 reqId, Share storage part) internal {
        uint256 place =
            IEscrowBuffer(escrow).depositFor(EscrowTasks.DEPOSIT_QUEUE, _requests[reqId].requester, reqId, part.sats);
        part.state = DepositState.Queued;
        (part.bondBps, part.deadlineHeight, part.deadlineTime) = (0, 0, uint40(place));
        emit DepositQueued(reqId, place);
    }
}
